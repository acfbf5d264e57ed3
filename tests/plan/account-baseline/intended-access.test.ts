import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type IntendedAccess,
  type IntendedFilter,
  intendedAccess,
} from "../../../plan/account-baseline/intended-access";
import { planContext } from "../../support/context";

const own = "111122223333";
const foreignRole = "arn:aws:iam::444455556666:role/a";

const account = fc
  .integer({ min: 0, max: 999_999_999_999 })
  .map((number) => String(number).padStart(12, "0"));

const roleArn = fc
  .tuple(fc.oneof(account, fc.constant(own)), fc.stringMatching(/^[a-z]{1,12}$/))
  .map(([id, name]) => `arn:aws:iam::${id}:role/${name}`);

const person = (arn: string) => ({ arn, mfa: "identity-provider" });
const isForeign = (arn: string): boolean => !arn.includes(`::${own}:`);

const deployment = {
  buildSubjects: ["repo:example/agents:ref:refs/heads/main"],
  releaseSubjects: ["repo:example/agents:environment:production"],
  workload: "agent-service",
};

const values = (
  { filters }: IntendedAccess,
  criteria: IntendedFilter["criteria"],
): readonly string[] => filters.find((filter) => filter.criteria === criteria)?.eqs ?? [];

describe("intendedAccess", () => {
  it("BEST-24 archives nothing where nothing is declared", () => {
    assert.deepEqual(intendedAccess(planContext()), []);
  });

  it("BEST-24 archives exactly the declared principals of other accounts, never public access", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(roleArn, { maxLength: 5 }),
        fc.uniqueArray(roleArn, { maxLength: 3 }),
        (administratorArns, readers) => {
          const found = intendedAccess(
            planContext({
              keys: { administratorArns },
              identity: { people: { readers: readers.map(person) } },
            }),
          );
          const archived = (key: string) =>
            found
              .filter((rule) => rule.key === key)
              .flatMap((rule) => values(rule, "principal.AWS"));
          assert.deepEqual(archived("key-administrators"), administratorArns.filter(isForeign));
          assert.deepEqual(archived("reader"), readers.filter(isForeign));
          for (const rule of found) {
            assert.deepEqual(values(rule, "isPublic"), ["false"]);
            const reached = [...values(rule, "resource"), ...values(rule, "resourceType")];
            assert.equal(reached.length, 1, rule.key);
          }
        },
      ),
    );
  });

  it("BEST-24 hides a person's access to the one role that is meant for them", () => {
    const people = { breakGlass: [person(foreignRole)] };
    const [rule, ...others] = intendedAccess(planContext({ identity: { people } }));
    assert.deepEqual(others, []);
    assert.deepEqual(rule && values(rule, "resource"), [
      `arn:aws:iam::${own}:role/agent-runtime/dev/agent-runtime-dev-break-glass`,
    ]);
  });

  it("BEST-24 hides the pipeline's federated access to its roles alone", () => {
    const [rule, ...others] = intendedAccess(planContext({ identity: { deployment } }));
    assert.deepEqual(others, []);
    assert.deepEqual(rule && values(rule, "principal.Federated"), [
      `arn:aws:iam::${own}:oidc-provider/token.actions.githubusercontent.com`,
    ]);
    assert.deepEqual(
      rule && values(rule, "resource"),
      ["orbit-build", "orbit-release", "axon-build", "axon-release"].map(
        (job) => `arn:aws:iam::${own}:role/agent-runtime/dev/agent-runtime-dev-${job}`,
      ),
    );
  });
});
