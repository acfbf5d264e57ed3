import assert from "node:assert/strict";
import { planEstate } from "../../../plan/estate";
import { createFiring } from "../../../tools/detections/fires";
import { sampleOf } from "../../../tools/detections/samples";
import { planContext } from "../../support/context";

const { config, environment, names } = planContext();
const plan = planEstate(config, environment);
const fire = createFiring(plan);

const fired = (value: unknown) => {
  const sample = sampleOf(value);
  assert.ok(sample);
  return fire(sample);
};
const keys = (value: unknown) => fired(value).map(({ key }) => key);

const call = (service: string, eventName: string, fields: object = {}) => ({
  eventType: "AwsApiCall",
  eventSource: `${service}.amazonaws.com`,
  eventName,
  awsRegion: "us-east-1",
  ...fields,
});

describe("createFiring", () => {
  it("brings a record to the trail's filters and to EventBridge's rules", () => {
    const found = fired(call("iam", "AttachRolePolicy"));
    const filter = found.find(({ key }) => key === "iam-policy-changes");
    const rule = found.find(({ key }) => key === "iam-changes");
    assert.deepEqual(
      [filter?.kind, filter?.through, filter?.metric, filter?.alarmName],
      [
        "log-filter",
        names.logGroups.trail,
        `${names.securityMetrics} iam-policy-changes`,
        names.name("iam-policy-changes"),
      ],
    );
    assert.deepEqual(
      [rule?.kind, rule?.through, rule?.alarmName, rule?.isEnough],
      ["event-rule", names.name("iam-changes"), undefined, true],
    );
  });

  it("tells topic and contacts of what reaches somebody", () => {
    const { incidentResponse } = config;
    const addresses = [incidentResponse.securityEmail, incidentResponse.escalationEmail];
    for (const one of fired(call("kms", "ScheduleKeyDeletion"))) {
      if (one.topicArn === undefined) assert.deepEqual(one.contacts, []);
      else {
        assert.equal(one.topicArn, names.alertTopicArn);
        for (const address of addresses) assert.ok(one.contacts.includes(`email ${address}`));
        assert.ok(one.contacts.includes(`sms ${incidentResponse.phone}`));
      }
    }
  });

  it("says which rules start an incident, and that they tell no topic", () => {
    const theft = call("secretsmanager", "GetSecretValue", {
      requestParameters: { secretId: "agent-runtime/dev/axon/model-key" },
    });
    const starting = fired(theft).filter(({ startsIncident }) => startsIncident);
    assert.deepEqual(
      starting.map(({ key, topicArn }) => [key, topicArn]),
      [["axon-theft", undefined]],
    );
  });

  it("fires the same for a record and for the event that AWS makes of it", () => {
    const record = call("secretsmanager", "DeleteSecret");
    const envelope = {
      source: "aws.secretsmanager",
      "detail-type": "AWS API Call via CloudTrail",
      region: "us-east-1",
      detail: record,
    };
    assert.deepEqual(keys(envelope), keys(record));
    assert.ok(keys(record).includes("secret-tampering"));
  });

  it("LOG-84 hides reads from every rule that is merely enabled, whatever its pattern", () => {
    const pattern = { source: [{ prefix: "aws." }] };
    const eventRules = plan.detections.eventRules.map((rule) => ({ ...rule, pattern }));
    const greedy = createFiring({ ...plan, detections: { ...plan.detections, eventRules } });
    const forwarding = (eventName: string) => {
      const sample = sampleOf(call("secretsmanager", eventName));
      assert.ok(sample);
      const rules = greedy(sample).filter(({ kind }) => kind === "event-rule");
      return new Set(rules.map(({ key }) => key));
    };
    const own = eventRules.filter(({ region }) => region === environment.region);
    const all = new Set(own.map(({ key }) => key));
    const ofReads = new Set(own.filter(({ state }) => state !== "ENABLED").map(({ key }) => key));
    assert.ok(ofReads.size > 0 && ofReads.size < all.size);
    assert.deepEqual(forwarding("GetSecretValue"), ofReads);
    const written = forwarding("PutSecretValue");
    assert.ok([...all].every((key) => written.has(key)));
  });

  it("LOG-85 shows a rule no event of another Region, unless it is sent on from there", () => {
    const elsewhere = keys(call("kms", "DisableKey", { awsRegion: "eu-west-1" }));
    assert.ok(!elsewhere.includes("key-tampering"));
    assert.ok(keys(call("kms", "DisableKey")).includes("key-tampering"));
    assert.ok(keys(call("iam", "CreateRole", { awsRegion: "eu-west-1" })).includes("iam-changes"));
  });

  it("tells an event that raises an alarm from one that only counts towards it", () => {
    const line = `2 111122223333 eni-1 10.0.0.1 10.0.0.2 443 50000 6 1 40 1 2 REJECT OK vpc-1 subnet-1 10.0.0.1 10.0.0.2 ingress 1`;
    const flow = fired(line).find(({ key }) => key === "rejected-flows");
    assert.deepEqual(
      [flow?.threshold, flow?.isEnough],
      [config.monitoring.thresholds.rejectedFlows, config.monitoring.thresholds.rejectedFlows <= 1],
    );
    const root = fired(call("s3", "CreateBucket", { userIdentity: { type: "Root" } }));
    assert.equal(root.find(({ key }) => key === "root-use")?.isEnough, true);
  });

  it("raises the composite alarms whose rule the raised alarms fulfil", () => {
    const denied = fired(call("ec2", "CreateVpc", { errorCode: "Client.UnauthorizedOperation" }));
    const raised = new Set(denied.map(({ alarmName }) => alarmName));
    const composites = denied.filter(({ kind }) => kind === "composite").map(({ key }) => key);
    assert.ok(composites.includes("class-unusual-traffic"));
    for (const { key, alarms } of plan.detections.composites) {
      if (composites.includes(key))
        assert.ok(
          alarms.some((alarm) => raised.has(alarm)),
          key,
        );
      else assert.ok(alarms.filter((alarm) => raised.has(alarm)).length < 2, key);
    }
  });

  it("looks for a security event in the log group of whoever writes it", () => {
    const decision = { event_type: "governance.decision", decision: "deny", reason: "no-permit" };
    assert.ok(keys(decision).includes("governance-deny"));
    const groupsOf = (callee: string) =>
      fired({ event_type: "request.verified", decision: "deny", caller: "orbit", callee }).flatMap(
        ({ kind, through }) => (kind === "log-filter" ? through : []),
      );
    assert.deepEqual([...new Set(groupsOf("axon"))], [names.logGroups.service("axon")]);
    // Nobody calls orbit, so nothing looks at what it verifies.
    assert.deepEqual(groupsOf("orbit"), []);
  });

  it("looks for a failed rotation in the log group of the service whose secret it is", () => {
    const secret =
      "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/axon/model-key-AbCdEf";
    const failed = { event_type: "secret.rotation", phase: "failed", service: "rotate-secret" };
    const filters = fired({ ...failed, secret }).filter(({ kind }) => kind === "log-filter");
    assert.deepEqual(
      [...new Set(filters.map(({ through }) => through))],
      [names.logGroups.rotation("axon")],
    );
    assert.deepEqual(keys(failed), []);
  });

  it("takes no event for an alarm that its absence raises", () => {
    const [watch] = plan.governance.alarms.alarms.filter(({ raisedWhen }) => raisedWhen === "none");
    assert.ok(watch);
    const metric = { ...watch.metric, namespace: names.securityMetrics, name: "root-use" };
    const silent = { ...watch, key: "no-root-use", metric };
    const health = [silent, { ...silent, key: "root-use-again", raisedWhen: "any" as const }];
    const watched = createFiring({ ...plan, detections: { ...plan.detections, health } });
    const sample = sampleOf(call("s3", "CreateBucket", { userIdentity: { type: "Root" } }));
    assert.ok(sample);
    const found = watched(sample).map(({ key }) => key);
    assert.deepEqual(
      [found.includes("no-root-use"), found.includes("root-use-again")],
      [false, true],
    );
    const heartbeat = { event_type: "governance.lifecycle", phase: "heartbeat" };
    assert.deepEqual(keys(heartbeat), []);
  });

  it("fires nothing for an everyday event, nor for a log group of somebody else", () => {
    assert.deepEqual(keys(call("s3", "ListBuckets")), []);
    const message = { event_type: "governance.decision", decision: "deny" };
    assert.deepEqual(keys({ logGroup: "/somebody/else", message }), []);
    assert.ok(keys({ logGroup: names.logGroups.governance, message }).includes("governance-deny"));
  });
});
