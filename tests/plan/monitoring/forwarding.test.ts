import assert from "node:assert/strict";
import { partitionOf } from "../../../plan/environment";
import { planIdentity } from "../../../plan/identity";
import { planEventRules } from "../../../plan/monitoring/event-rules";
import { planRelays, relayRegion } from "../../../plan/monitoring/forwarding";
import { namesFor } from "../../../plan/naming";
import { planContext } from "../../support/context";

const inRegion = (region: string) => {
  const context = planContext();
  const environment = { ...context.environment, region, partition: partitionOf(region) };
  return { ...context, environment, names: namesFor(environment) };
};

const relaysIn = (region: string) => {
  const context = inRegion(region);
  return planRelays(context, planEventRules(context));
};

describe("planRelays", () => {
  it("LOG-85 sends events of IAM, Organizations and root from us-east-1 to the stack's own Region", () => {
    const { relays } = relaysIn("eu-west-1");
    assert.deepEqual(relays.map(({ key }) => key).sort(), [
      "iam-changes-relay",
      "organization-calls-relay",
      "root-activity-relay",
    ]);
    for (const { region, busArn, name } of relays) {
      assert.equal(region, "us-east-1");
      assert.equal(busArn, "arn:aws:events:eu-west-1:111122223333:event-bus/default");
      assert.ok(name.length <= 64);
    }
  });

  it("LOG-85 has a rule at home for whatever arrives, with the same pattern", () => {
    const rules = planEventRules(inRegion("eu-west-1"));
    for (const { key, pattern } of relaysIn("eu-west-1").relays) {
      const home = rules.find((rule) => `${rule.key}-relay` === key);
      assert.deepEqual(home?.pattern, pattern, key);
      assert.equal(home.region, "eu-west-1");
    }
  });

  it("sends nothing in circles, and nothing where AWS does not say from where", () => {
    for (const region of ["us-east-1", "us-gov-west-1", "cn-north-1"]) {
      assert.deepEqual(relaysIn(region), { relays: [], queues: [] }, region);
      assert.equal(relayRegion(inRegion(region).environment), undefined);
    }
  });

  it("gives the role to the relays of this stack alone, for this one bus", () => {
    const role = planIdentity(inRegion("eu-west-1"), "identity").roles.find(
      ({ key }) => key === "event-relay",
    );
    assert.deepEqual(role?.trustPolicy.Statement[0]?.Condition, {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: {
        "aws:SourceArn": "arn:aws:events:us-east-1:111122223333:rule/agent-runtime-dev-*",
      },
    });
    const [permission, ...others] = role.policy?.Statement ?? [];
    assert.deepEqual(others, []);
    assert.deepEqual(permission?.Action, ["events:PutEvents"]);
    assert.deepEqual(permission.Resource, [
      "arn:aws:events:eu-west-1:111122223333:event-bus/default",
    ]);
    const atHome = planIdentity(inRegion("us-east-1"), "identity").roles;
    assert.ok(!atHome.some(({ key }) => key === "event-relay"));
  });

  it("LOG-90 keeps what could not be sent in a queue beside the rules, for the relays alone", () => {
    const [queue, ...others] = relaysIn("eu-west-1").queues;
    assert.deepEqual([queue?.region, others], ["us-east-1", []]);
    const [allow, deny] = queue?.policy.Statement ?? [];
    assert.deepEqual(allow?.Principal, { Service: ["events.amazonaws.com"] });
    assert.deepEqual(allow.Condition?.["ArnLike"], {
      "aws:SourceArn": "arn:aws:events:us-east-1:111122223333:rule/agent-runtime-dev-*",
    });
    assert.deepEqual(deny?.Condition, { Bool: { "aws:SecureTransport": "false" } });
  });
});
