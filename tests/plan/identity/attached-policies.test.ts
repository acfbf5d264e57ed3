import assert from "node:assert/strict";
import fc from "fast-check";
import { policyDocument, type Statement } from "../../../plan/document";
import { splitPolicies } from "../../../plan/identity/attached-policies";
import { countCharacters } from "../../../plan/identity/characters";
import { planContext } from "../../support/context";

const context = planContext();

const statements: fc.Arbitrary<readonly Statement[]> = fc
  .array(fc.array(fc.stringMatching(/^[a-z]{1,120}$/), { maxLength: 60 }), { maxLength: 8 })
  .map((lists) =>
    lists.map((Resource, index) => ({
      Sid: `Statement${String(index)}`,
      Effect: "Allow",
      Action: ["sqs:SendMessage"],
      Resource,
      Condition: { Null: { "aws:TagKeys": "true" } },
    })),
  );

/** Each resource with its statement, without where it stands. */
const grants = (all: readonly Statement[]) =>
  all.flatMap(({ Resource = [], ...rest }) => Resource.map((resource) => ({ ...rest, resource })));

describe("splitPolicies", () => {
  it("IAM-54 loses and adds nothing, and makes no policy larger than AWS accepts", () => {
    fc.assert(
      fc.property(statements, (given) => {
        const policies = splitPolicies(context, "role", given);
        assert.deepEqual(
          grants(policies.flatMap(({ document }) => document.Statement)),
          grants(given),
        );
        for (const { document } of policies) assert.ok(countCharacters(context, document) <= 6144);
        const names = policies.map(({ name }) => name);
        assert.equal(new Set(names).size, names.length);
      }),
    );
  });

  it("names no statement of a policy twice", () => {
    fc.assert(
      fc.property(statements, (given) => {
        for (const { document } of splitPolicies(context, "role", given)) {
          const sids = document.Statement.map(({ Sid }) => Sid);
          assert.equal(new Set(sids).size, sids.length);
        }
      }),
    );
  });

  it("makes one policy of what fits into one", () => {
    const [Resource] = [["arn:aws:sqs:us-east-1:111122223333:one"]];
    const given: Statement = { Sid: "One", Effect: "Allow", Action: ["sqs:SendMessage"], Resource };
    assert.deepEqual(
      splitPolicies(context, "role", [given]).map(({ document }) => document),
      [policyDocument([given])],
    );
  });
});
