import assert from "node:assert/strict";
import { planAlerts } from "../../../plan/incident-response";
import { exampleConfig, planContext } from "../../support/context";

const withPhone = (phone: string) =>
  planAlerts(planContext({ incidentResponse: { ...exampleConfig.incidentResponse, phone } }));

describe("planAlerts", () => {
  it("tells security and escalation, and the telephone when it can receive SMS", () => {
    assert.deepEqual(withPhone("+15555550100").subscriptions, [
      { key: "security-email", protocol: "email", endpoint: "security@example.com" },
      { key: "escalation-email", protocol: "email", endpoint: "escalation@example.com" },
      { key: "phone", protocol: "sms", endpoint: "+15555550100" },
    ]);
  });

  it("subscribes no vanity number, which SNS would refuse", () => {
    const protocols = withPhone("+1-555-SECURITY").subscriptions.map(({ protocol }) => protocol);
    assert.deepEqual(protocols, ["email", "email"]);
  });

  it("LOG-89 admits alarms and event rules of this stack and account only", () => {
    const context = planContext();
    const allowed = planAlerts(context).policy.Statement.filter(({ Effect }) => Effect === "Allow");
    const summary = allowed.map(({ Principal, Action, Resource, Condition }) => [
      Principal,
      Action,
      Resource,
      Condition?.["StringEquals"]?.["aws:SourceAccount"],
      Condition?.["ArnLike"]?.["aws:SourceArn"],
    ]);
    const topic = ["arn:aws:sns:us-east-1:111122223333:agent-runtime-dev-alerts"];
    const from = (service: string, source: string) => [
      { Service: [service] },
      ["sns:Publish"],
      topic,
      "111122223333",
      source,
    ];
    assert.deepEqual(summary, [
      from(
        "cloudwatch.amazonaws.com",
        "arn:aws:cloudwatch:us-east-1:111122223333:alarm:agent-runtime-dev-*",
      ),
      from(
        "events.amazonaws.com",
        "arn:aws:events:us-east-1:111122223333:rule/agent-runtime-dev-*",
      ),
    ]);
  });

  it("keeps a number that cannot receive SMS as a tag of the topic, for whoever wants to call", () => {
    assert.equal(withPhone("+1-555-SECURITY").tags["TelephoneContact"], "+1-555-SECURITY");
    assert.equal(withPhone("+15555550100").tags["TelephoneContact"], undefined);
  });

  it("LOG-90 takes into the queue what rules of this stack and the topic could not deliver, by TLS only", () => {
    const [events, alerts, deny, ...others] = planAlerts(planContext()).deadLetters.policy
      .Statement;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [events, alerts].map((statement) => [
        statement?.Principal,
        statement?.Action,
        statement?.Resource,
        statement?.Condition,
      ]),
      [
        [
          { Service: ["events.amazonaws.com"] },
          ["sqs:SendMessage"],
          ["arn:aws:sqs:us-east-1:111122223333:agent-runtime-dev-alerts-dead-letters"],
          {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: {
              "aws:SourceArn": "arn:aws:events:us-east-1:111122223333:rule/agent-runtime-dev-*",
            },
          },
        ],
        [
          { Service: ["sns.amazonaws.com"] },
          ["sqs:SendMessage"],
          ["arn:aws:sqs:us-east-1:111122223333:agent-runtime-dev-alerts-dead-letters"],
          {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnEquals: {
              "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:agent-runtime-dev-alerts",
            },
          },
        ],
      ],
    );
    assert.deepEqual(deny?.Condition, { Bool: { "aws:SecureTransport": "false" } });
  });

  it("refuses publishing without TLS", () => {
    const denial = planAlerts(planContext()).policy.Statement.find(
      ({ Effect }) => Effect === "Deny",
    );
    assert.equal(denial?.Principal, "*");
    assert.deepEqual(denial.Action, ["sns:Publish"]);
    assert.deepEqual(denial.Condition, { Bool: { "aws:SecureTransport": "false" } });
  });
});
