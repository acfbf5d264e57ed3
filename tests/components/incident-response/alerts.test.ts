import assert from "node:assert/strict";
import { Alerts } from "../../../components/incident-response/alerts";
import { planAlerts } from "../../../plan/incident-response";
import { planContext } from "../../support/context";
import type { DeclaredResource } from "../../support/mocks";
import { declaredBy, ofType, oneOf } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/alerts";

const topicArn = "arn:aws:mock:us-east-1:111122223333:alerts-topic";

describe("Alerts", () => {
  const plan = planAlerts(planContext());
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      new Alerts("alerts", { plan, keyArn });
    });
  });

  it("encrypts the topic with the given key", () => {
    const { inputs } = oneOf(declared, "aws:sns/topic:Topic", "alerts-topic");
    assert.equal(inputs["kmsMasterKeyId"], keyArn);
    assert.equal(inputs["name"], "agent-runtime-dev-alerts");
  });

  it("carries the planned policy, known before the topic exists", () => {
    const { inputs } = oneOf(declared, "aws:sns/topicPolicy:TopicPolicy", "alerts-topic");
    assert.deepEqual(JSON.parse(String(inputs["policy"])), plan.policy);
    assert.equal(inputs["arn"], topicArn);
  });

  it("subscribes everybody the plan names", () => {
    const subscriptions = ofType(declared, "aws:sns/topicSubscription:TopicSubscription");
    assert.ok(subscriptions.every(({ inputs }) => inputs["topic"] === topicArn));
    assert.deepEqual(
      subscriptions.map(({ inputs }) => [inputs["protocol"], inputs["endpoint"]]),
      [
        ["email", "security@example.com"],
        ["email", "escalation@example.com"],
        ["sms", "+15555550100"],
      ],
    );
  });

  it("LOG-90 keeps what cannot be delivered to somebody in an encrypted queue, for fourteen days", () => {
    const { inputs } = oneOf(declared, "aws:sqs/queue:Queue", "alerts-dead-letters");
    assert.deepEqual(
      [inputs["name"], inputs["kmsMasterKeyId"], inputs["messageRetentionSeconds"]],
      ["agent-runtime-dev-alerts-dead-letters", keyArn, 14 * 24 * 3600],
    );
    const policy = oneOf(declared, "aws:sqs/queuePolicy:QueuePolicy", "alerts-dead-letters");
    assert.deepEqual(JSON.parse(String(policy.inputs["policy"])), plan.deadLetters.policy);
    for (const each of ofType(declared, "aws:sns/topicSubscription:TopicSubscription")) {
      assert.deepEqual(JSON.parse(String(each.inputs["redrivePolicy"])), {
        deadLetterTargetArn: "arn:aws:mock:us-east-1:111122223333:alerts-dead-letters",
      });
    }
  });
});
