import assert from "node:assert/strict";
import { FlowLog } from "../../../components/network/flow-log";
import { planFlowLog } from "../../../plan/network";
import { planContext } from "../../support/context";
import { declaredBy, oneOf } from "../../support/mocks";

describe("FlowLog", () => {
  it("records all traffic of the VPC by the minute, in the planned format", async () => {
    const plan = planFlowLog(planContext());
    const declared = await declaredBy(() => {
      new FlowLog("flow-log", {
        plan,
        vpcId: "vpc-id",
        logGroupArn: "arn:group",
        roleArn: "arn:role",
      });
    });
    const { tags, ...inputs } = oneOf(declared, "aws:ec2/flowLog:FlowLog", "flow-log-vpc").inputs;
    assert.deepEqual(inputs, {
      vpcId: "vpc-id",
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:group",
      iamRoleArn: "arn:role",
      logFormat: plan.format,
      maxAggregationInterval: 60,
    });
    assert.deepEqual(tags, plan.tags);
  });
});
