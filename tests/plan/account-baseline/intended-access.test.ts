import assert from "node:assert/strict";
import fc from "fast-check";
import { intendedAccess } from "../../../plan/account-baseline/intended-access";
import { planContext } from "../../support/context";

const own = "111122223333";

const account = fc
  .integer({ min: 0, max: 999_999_999_999 })
  .map((number) => String(number).padStart(12, "0"));

const roleArn = fc
  .tuple(fc.oneof(account, fc.constant(own)), fc.stringMatching(/^[a-z]{1,12}$/))
  .map(([id, name]) => `arn:aws:iam::${id}:role/${name}`);

const rules = (administratorArns: readonly string[], people: readonly string[] = []) => {
  const persons = people.map((arn) => ({ arn, mfa: "identity-provider" }));
  return intendedAccess(
    planContext({
      keys: { administratorArns },
      identity: { people: { breakGlass: persons, readers: persons.slice(1) } },
    }),
  );
};

const values = (
  access: ReturnType<typeof intendedAccess>[number],
  criteria: string,
): readonly string[] | undefined =>
  access.filters.find((filter) => filter.criteria === criteria)?.eqs;

describe("intendedAccess", () => {
  it("BEST-24 archives nothing where nothing is declared", () => {
    assert.deepEqual(rules([]), []);
  });

  it("BEST-24 archives exactly the declared principals of other accounts, never public access", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(roleArn, { maxLength: 5 }),
        fc.uniqueArray(roleArn, { maxLength: 5 }),
        (administrators, people) => {
          const found = rules(administrators, people);
          const declared = [...administrators, ...people];
          assert.deepEqual(
            new Set(found.flatMap((rule) => values(rule, "principal.AWS") ?? [])),
            new Set(declared.filter((arn) => !arn.includes(`::${own}:`))),
          );
          for (const rule of found) {
            assert.deepEqual(values(rule, "isPublic"), ["false"]);
            assert.equal(values(rule, "resourceType")?.length, 1);
          }
        },
      ),
    );
  });

  it("BEST-24 hides an administrator's access to keys alone, and people's to roles alone", () => {
    const foreign = "arn:aws:iam::444455556666:role/a";
    const [keys, roles] = rules([foreign], [foreign]);
    assert.deepEqual(keys && values(keys, "resourceType"), ["AWS::KMS::Key"]);
    assert.deepEqual(roles && values(roles, "resourceType"), ["AWS::IAM::Role"]);
  });
});
