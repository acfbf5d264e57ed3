import assert from "node:assert/strict";
import { planEstate } from "../../../plan/estate";
import { planContext } from "../../support/context";
import { verdictOf } from "../evaluate";
import { forEachExample } from "../examples";
import { withRotations } from "../rotations";

const context = planContext(withRotations);
const { names } = context;
const plan = planEstate(context.config, context.environment);

function ask(purpose: "logs" | "trail" | "alerts", caller: string) {
  const policy = plan.keys.keys.find(
    ({ logicalName }) => logicalName === `keys-${purpose}`,
  )?.policy;
  assert.ok(policy);
  return (action: string, keys: Readonly<Record<string, string>>) =>
    verdictOf(policy, { caller, action, context: keys }) === "allow";
}

const account = { "aws:SourceAccount": "111122223333" };

describe("estate keys", () => {
  it("KMS-68 every log group of the estate is encrypted by CloudWatch Logs of its Region, and no foreign one", () => {
    const may = ask("logs", "logs.us-east-1.amazonaws.com");
    const of = (group: string) => ({
      "kms:EncryptionContext:aws:logs:arn": names.logGroupArn(group),
    });
    for (const { name } of plan.logGroups.groups) {
      for (const action of [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:GenerateDataKey",
        "kms:DescribeKey",
      ]) {
        assert.ok(may(action, of(name)), `${action} ${name}`);
      }
    }
    assert.ok(!may("kms:Decrypt", of("/agent-runtime/prod/orbit")));
    assert.ok(!may("kms:Decrypt", {}));
    const elsewhere = ask("logs", "logs.us-west-2.amazonaws.com");
    assert.ok(!elsewhere("kms:Decrypt", of("/agent-runtime/dev/orbit")));
  });

  it("KMS-69 CloudTrail generates data keys for this trail, and describes the key without a context", () => {
    const may = ask("trail", "cloudtrail.amazonaws.com");
    const from = (trail: string) => ({
      "aws:SourceArn": trail,
      "kms:EncryptionContext:aws:cloudtrail:arn": trail,
    });
    assert.ok(may("kms:GenerateDataKey", from(names.trailArn)));
    assert.ok(may("kms:DescribeKey", { "aws:SourceArn": names.trailArn }));
    assert.ok(!may("kms:GenerateDataKey", from(`${names.trailArn}-of-another`)));
    assert.ok(!may("kms:Decrypt", from(names.trailArn)));
  });

  it("KMS-70 every alarm and every event rule of the estate may encrypt what it publishes", () => {
    const alarms = [
      ...plan.detections.detections.map(({ alarmName }) => alarmName),
      ...[...plan.detections.health, ...plan.detections.composites].map(({ name }) => name),
      ...plan.governance.alarms.alarms.map(({ name }) => name),
      ...plan.secrets.rotationFunctions.map(({ alarm }) => alarm.name),
    ];
    assert.ok(alarms.length > 10);
    const alarm = ask("alerts", "cloudwatch.amazonaws.com");
    const event = ask("alerts", "events.amazonaws.com");
    const topic = { "kms:EncryptionContext:aws:sns:topicArn": names.alertTopicArn };
    for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
      for (const name of alarms) {
        const source = { "aws:SourceArn": names.arn("cloudwatch", `alarm:${name}`) };
        assert.ok(alarm(action, { ...account, ...source }), `${action} ${name}`);
      }
      assert.ok(event(action, topic), action);
      const foreign = { "kms:EncryptionContext:aws:sns:topicArn": `${names.alertTopicArn}-other` };
      assert.ok(!event(action, foreign), action);
    }
    assert.ok(
      !alarm("kms:Decrypt", { ...account, "aws:SourceArn": names.arn("cloudwatch", "alarm:x") }),
    );
  });

  it("LOG-90 whoever may send to the dead-letter queue of alerts may use its key, for that queue alone", () => {
    for (const sender of ["events.amazonaws.com", "sns.amazonaws.com"]) {
      const may = ask("alerts", sender);
      const into = (queue: string) => ({ "kms:EncryptionContext:aws:sqs:arn": queue });
      for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
        assert.ok(may(action, into(names.alertQueueArn)), `${sender} ${action}`);
        assert.ok(!may(action, into(names.governanceQueueArn)), `${sender} ${action}`);
        assert.ok(!may(action, {}), `${sender} ${action}`);
      }
    }
  });

  it("LOG-90 relays keep what they could not send on by a key of their own Region, for their queue alone", () => {
    const { keys } = planEstate(context.config, { ...context.environment, region: "eu-west-1" });
    const relay = keys.keys.find(({ logicalName }) => logicalName === "keys-relay");
    assert.equal(relay?.region, "us-east-1");
    const may = (queue: string) =>
      verdictOf(relay.policy, {
        caller: "events.amazonaws.com",
        action: "kms:GenerateDataKey",
        context: { "kms:EncryptionContext:aws:sqs:arn": queue },
      }) === "allow";
    const queue = "arn:aws:sqs:us-east-1:111122223333:agent-runtime-dev-relay-dead-letters";
    assert.deepEqual([may(queue), may(names.alertQueueArn)], [true, false]);
    assert.ok(!plan.keys.keys.some(({ logicalName }) => logicalName === "keys-relay"));
  });

  it("KMS-74 all logs share one key that is no service's, so that disabling a service's key blinds nobody", () => {
    forEachExample((title, _context, { keys }) => {
      const ofLogs = keys.keys.filter(({ policy }) =>
        policy.Statement.some(
          ({ Principal }) =>
            Principal !== undefined &&
            Principal !== "*" &&
            Principal.Service?.some((service) => service.startsWith("logs.")) === true,
        ),
      );
      assert.deepEqual(
        ofLogs.map(({ logicalName, service }) => [logicalName, service]),
        [["keys-logs", undefined]],
        title,
      );
    });
  });
});
