import assert from "node:assert/strict";
import { authorize } from "../../../policy-pack/authorization/evaluate";
import { logCalls } from "../../../policy-pack/authorization/log-wiring";
import { questionOf } from "../../../policy-pack/authorization/service-calls";
import { answer } from "../../../policy-pack/authorization/verdicts";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { documentOf, role, type StatementValue } from "../../support/policy-pack/identities";
import { worldOf } from "../../support/policy-pack/planned-estate";
import { resource, unknown } from "../../support/policy-pack/resources";

const account = "111122223333";
const group = resource("aws:cloudwatch/logGroup:LogGroup", { name: "/mesh" }, { name: "mesh" });
const subscription = resource(
  "aws:vpclattice/accessLogSubscription:AccessLogSubscription",
  { destinationArn: unknown, resourceIdentifier: unknown },
  { refersTo: { destinationArn: group } },
);
const provider = resource("pulumi:providers:aws", {
  region: "us-east-1",
  allowedAccountIds: JSON.stringify([account]),
});
const reader = role("reader");

const delivering: StatementValue = {
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: `arn:aws:logs:us-east-1:${account}:log-group:/mesh:*`,
  Condition: {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${account}:*` },
  },
};

const policy = (statement: StatementValue): StackResource =>
  resource("aws:cloudwatch/logResourcePolicy:LogResourcePolicy", {
    policyName: "delivery",
    policyDocument: documentOf(statement),
  });

const worldWith = (...policies: readonly StackResource[]) =>
  worldOf([provider, group, subscription, reader, ...policies]);

function outcomes(...policies: readonly StackResource[]) {
  const world = worldWith(...policies);
  return logCalls(world).map((call) => {
    const { decision } = answer(world, questionOf(world, call));
    return `${call.action}: ${decision.outcome}`;
  });
}

describe("logCalls", () => {
  it("KMS-70 has log delivery write mesh access logs, where the stack grants it itself", () => {
    assert.deepEqual(outcomes(policy(delivering)), [
      "logs:CreateLogStream: allowed",
      "logs:PutLogEvents: allowed",
    ]);
  });

  it("KMS-70 shows a grant to log delivery that is for another group, action or account", () => {
    const denied = (statement: StatementValue) =>
      outcomes(policy({ ...delivering, ...statement })).filter((each) => each.endsWith("-deny"));
    const other = { Condition: { StringEquals: { "aws:SourceAccount": "444455556666" } } };
    const elsewhere = `arn:aws:logs:us-east-1:${account}:log-group:/other:*`;
    assert.equal(denied({ Resource: elsewhere }).length, 2);
    assert.equal(denied(other).length, 2);
    assert.deepEqual(denied({ Action: "logs:CreateLogStream" }), [
      "logs:PutLogEvents: implicit-deny",
    ]);
  });

  it("leaves a grant that the stack does not make to AWS, which makes it", () => {
    assert.deepEqual(outcomes(), []);
    const toDns = { ...delivering, Principal: { Service: "route53.amazonaws.com" } };
    assert.deepEqual(outcomes(policy(toDns)), []);
  });

  it("KMS-72 gives roles nothing by a policy of CloudWatch Logs, which is about AWS services", () => {
    const open = { Principal: "*", Action: "logs:*", Resource: "*" };
    const { outcome } = authorize(worldWith(policy(open)), {
      caller: { kind: "role", role: reader },
      action: "logs:GetLogEvents",
      resource: group,
      suffix: ":log-stream:x",
    });
    assert.equal(outcome, "implicit-deny");
  });
});
