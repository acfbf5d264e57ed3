import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { relayEvents } from "../../../components/monitoring/relay";
import { planEventRules } from "../../../plan/monitoring/event-rules";
import { planRelays } from "../../../plan/monitoring/forwarding";
import { namesFor } from "../../../plan/naming";
import { planContext } from "../../support/context";
import { declaredBy, ofType } from "../../support/mocks";

const roleArn = "arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-event-relay";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/relay";

const declareIn = (region: string) => {
  const context = planContext();
  const environment = { ...context.environment, region };
  const moved = { ...context, environment, names: namesFor(environment) };
  const plan = planRelays(moved, planEventRules(moved));
  return declaredBy(() => {
    const parent = new pulumi.ComponentResource("test:Parent", "parent");
    relayEvents(
      "relays",
      { plan, roleArns: { "event-relay": roleArn }, keyArns: { "keys-relay": keyArn }, tags: {} },
      parent,
    );
  });
};

describe("relayEvents", () => {
  it("LOG-85 declares rules, targets and queue in us-east-1, and sends to the bus at home with the role", async () => {
    const declared = await declareIn("eu-west-1");
    const targets = ofType(declared, "aws:cloudwatch/eventTarget:EventTarget");
    const rules = ofType(declared, "aws:cloudwatch/eventRule:EventRule");
    const queues = ofType(declared, "aws:sqs/queue:Queue");
    const policies = ofType(declared, "aws:sqs/queuePolicy:QueuePolicy");
    assert.deepEqual([rules.length, targets.length, queues.length, policies.length], [3, 3, 1, 1]);
    for (const { inputs } of [...targets, ...rules, ...queues, ...policies]) {
      assert.equal(inputs["region"], "us-east-1");
    }
    for (const { inputs } of targets) {
      assert.equal(inputs["arn"], "arn:aws:events:eu-west-1:111122223333:event-bus/default");
      assert.equal(inputs["roleArn"], roleArn);
      assert.ok(inputs["deadLetterConfig"] !== undefined);
    }
    assert.equal(queues[0]?.inputs["kmsMasterKeyId"], keyArn);
  });

  it("declares nothing in us-east-1 itself", async () => {
    const declared = await declareIn("us-east-1");
    assert.deepEqual(ofType(declared, "aws:cloudwatch/eventRule:EventRule"), []);
    assert.deepEqual(ofType(declared, "aws:sqs/queue:Queue"), []);
  });
});
