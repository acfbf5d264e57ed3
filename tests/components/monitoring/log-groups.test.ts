import assert from "node:assert/strict";
import { LogGroups } from "../../../components/monitoring/log-groups";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { planContext } from "../../support/context";
import { declaredBy, ofType, oneOf } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/logs";
const declare = (environment: string) =>
  declaredBy(() => {
    new LogGroups("logs", { plan: planLogGroups(planContext({ environment })), keyArn });
  });

describe("LogGroups", () => {
  it("BEST-32 encrypts every group with the given key and keeps its events for the planned days", async () => {
    const groups = ofType(await declare("prod"), "aws:cloudwatch/logGroup:LogGroup");
    const planned = planLogGroups(planContext({ environment: "prod" })).groups;
    assert.deepEqual(
      groups.map(({ inputs }) => String(inputs["name"])).sort(),
      planned.map(({ name }) => name).sort(),
    );
    for (const { inputs, name, options } of groups) {
      assert.deepEqual([options.protect, options.deleteBeforeReplace], [true, true], name);
      assert.equal(inputs["kmsKeyId"], keyArn, name);
      assert.equal(inputs["retentionInDays"], 400, name);
      assert.equal(inputs["logGroupClass"], "STANDARD", name);
      assert.equal(inputs["deletionProtectionEnabled"], true, name);
    }
  });

  it("leaves groups deletable in dev", async () => {
    const groups = ofType(await declare("dev"), "aws:cloudwatch/logGroup:LogGroup");
    assert.ok(groups.length > 0);
    for (const { inputs, options } of groups) {
      assert.equal(inputs["deletionProtectionEnabled"], false);
      assert.equal(options.protect, false);
    }
  });

  it("admits log delivery by a resource policy", async () => {
    const declared = await declare("dev");
    const policy = oneOf(
      declared,
      "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
      "logs-delivery",
    );
    assert.match(String(policy.inputs["policyDocument"]), /delivery\.logs\.amazonaws\.com/);
  });
});
