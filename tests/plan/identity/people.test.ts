import assert from "node:assert/strict";
import { planEstate } from "../../../plan/estate";
import { planPeopleRoles } from "../../../plan/identity/people";
import { planContext } from "../../support/context";
import { everybody } from "../examples";
import { allowances, denials } from "../lockout";

const roleOf = (key: string) =>
  planPeopleRoles(planContext(everybody)).find((role) => role.key === key) ?? assert.fail(key);

const actionsOf = (key: string) =>
  (roleOf(key).policy?.Statement ?? []).flatMap(({ Action }) => Action);

describe("planPeopleRoles", () => {
  it("makes no role where nobody is named", () => {
    assert.deepEqual(planPeopleRoles(planContext()), []);
  });

  it("BEST-23 lets people in with a factor of the last hour alone", () => {
    for (const key of ["reader", "responder"]) {
      const [statement] = roleOf(key).trustPolicy.Statement;
      assert.deepEqual(statement?.Condition, {
        Bool: { "aws:MultiFactorAuthPresent": "true" },
        NumericLessThan: { "aws:MultiFactorAuthAge": "3600" },
      });
    }
  });

  it("lets readers read: nothing that they may do writes anything or reads a secret", () => {
    const reading =
      /^(logs:(FilterLogEvents|GetQueryResults|StartQuery|Describe\w+)|cloudtrail:LookupEvents|glue:Get\w+|s3:(Get|List)\w+|athena:(Get\w+|StartQueryExecution|StopQueryExecution)|kms:(Decrypt|GenerateDataKey))$/;
    for (const action of actionsOf("reader")) assert.match(action, reading);
  });

  it("lets readers read the stack's log groups, each by its name", () => {
    const context = planContext(everybody);
    const { logGroups } = planEstate(context.config, context.environment);
    assert.deepEqual(
      roleOf("reader").policy?.Statement[0]?.Resource,
      logGroups.groups.map(({ name }) => `${context.names.logGroupArn(name)}:*`),
    );
  });

  it("lets responders set flags of quarantine and touch no other item", () => {
    const writes = (roleOf("responder").policy?.Statement ?? []).filter(({ Action }) =>
      Action.some((action) => action.startsWith("dynamodb:")),
    );
    assert.deepEqual(
      writes.map(({ Action, Condition }) => [Action, Condition]),
      [
        [
          ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
          {
            "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["quarantine#*"] },
            Null: { "dynamodb:LeadingKeys": "false" },
          },
        ],
      ],
    );
  });

  it("IR-100 locks a responder out of nothing that an incident needs", () => {
    const { config, environment, names } = planContext(everybody);
    const { keys } = planEstate(config, environment);
    const arn = names.roleArn(names.personRole("responder"));
    const key = keys.keys.find(({ logicalName }) => logicalName === "keys-governance");
    assert.ok(key !== undefined);
    assert.deepEqual(denials(key.policy, { arn, action: "kms:Decrypt" }), []);
    assert.ok(allowances(key.policy, { arn, action: "kms:Decrypt" }).includes("UseTable"));
    const { boundary } = roleOf("responder");
    for (const action of actionsOf("responder")) {
      assert.deepEqual(denials(boundary, { arn, action }), [], action);
      assert.ok(allowances(boundary, { arn, action }).length > 0, action);
    }
  });

  it("keeps the key of governance's state from readers and break-glass", () => {
    const { config, environment, names } = planContext(everybody);
    const { keys } = planEstate(config, environment);
    const key = keys.keys.find(({ logicalName }) => logicalName === "keys-governance");
    assert.ok(key !== undefined);
    for (const name of ["reader", "break-glass"] as const) {
      const caller = { arn: names.roleArn(names.personRole(name)), action: "kms:Decrypt" };
      assert.deepEqual(denials(key.policy, caller), ["NoOtherRoleOfTheStack"], name);
    }
  });
});
