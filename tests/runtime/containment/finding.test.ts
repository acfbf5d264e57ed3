import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  incidentOf,
  longestEvent,
  readFinding,
  refusedIncident,
} from "../../../runtime/containment/finding";
import type { Finding } from "../../../runtime/containment/incident";
import { alarmEvent, cloudTrailEvent, guardDutyEvent } from "./events";
import { accountId, epoch, responderEvent, settings } from "./world";

const read = (event: unknown) => readFinding(event, settings, epoch);

function found(event: unknown): Finding {
  const result = read(event);
  if ("refused" in result) return assert.fail(result.refused);
  return result;
}

const genuine = {
  guardduty: guardDutyEvent(),
  cloudtrail: cloudTrailEvent(),
  alarm: alarmEvent(),
  responder: responderEvent("axon"),
};

describe("readFinding", () => {
  it("reads each kind of event into one shape", () => {
    const findings = Object.entries(genuine).map(
      ([source, event]) => [source, found(event)] as const,
    );
    for (const [source, finding] of findings) {
      assert.equal(finding.source, source);
      assert.equal(finding.accountId, accountId);
      assert.equal(new Date(finding.occurredAt).toISOString(), finding.occurredAt);
    }
    assert.equal(found(genuine.guardduty).occurredAt, "2026-03-01T09:59:30.000Z");
    assert.equal(found(genuine.alarm).occurredAt, "2026-03-01T10:00:00.985Z");
    assert.equal(
      found(genuine.cloudtrail).actorRoleArn,
      `arn:aws:iam::${accountId}:role/p/dev/axon-task`,
    );
    assert.deepEqual(found(genuine.cloudtrail).resources, ["p/dev/orbit/token"]);
  });

  it("reads the ECS service that GuardDuty saw by its task's group", () => {
    const event = guardDutyEvent();
    const resource = {
      resourceType: "ECSCluster",
      ecsClusterDetails: { name: "agents", taskDetails: { group: "service:agents-axon" } },
    };
    assert.deepEqual(found({ ...event, detail: { ...event.detail, resource } }).resources, [
      "agents/agents-axon",
    ]);
  });

  it("I7 gives every version of one GuardDuty finding the same incident, and others another", () => {
    const event = guardDutyEvent();
    const update = {
      ...event,
      id: "another",
      time: "2026-03-02T00:00:00Z",
      detail: { ...event.detail, updatedAt: "2026-03-02T00:00:00Z", severity: 5 },
    };
    assert.equal(incidentOf(found(event)), incidentOf(found(update)));
    const ids = Object.values(genuine).map((each) => incidentOf(found(each)));
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every((id) => /^inc-[0-9a-f]{16}$/.test(id)));
  });

  it("I7 refuses events of another account, another Region, and sources that only look like AWS", () => {
    const { guardduty, cloudtrail, alarm } = genuine;
    const forged: readonly unknown[] = [
      { ...guardduty, account: "999999999999" },
      { ...guardduty, region: "eu-west-1" },
      { ...guardduty, source: "guardduty" },
      { ...guardduty, source: "my.aws.guardduty" },
      { ...guardduty, "detail-type": "Guardduty finding" },
      { ...guardduty, detail: { ...guardduty.detail, accountId: "999999999999" } },
      { ...cloudtrail, source: "custom.secretsmanager" },
      { ...cloudtrail, source: "aws.iam" },
      { ...cloudtrail, detail: { ...cloudtrail.detail, recipientAccountId: "999999999999" } },
      { ...cloudtrail, detail: { ...cloudtrail.detail, awsRegion: "eu-west-1" } },
      { ...cloudtrail, detail: { ...cloudtrail.detail, eventSource: "ec2.amazonaws.com" } },
      { ...alarm, resources: [`arn:aws:cloudwatch:us-east-1:${accountId}:alarm:other`] },
      { ...alarm, resources: ["arn:aws:cloudwatch:us-east-1:999999999999:alarm:axon-refused"] },
      { ...alarm, resources: [...alarm.resources, ...alarm.resources] },
      { ...alarm, detail: { ...alarm.detail, state: { ...alarm.detail.state, value: "OK" } } },
      { ...genuine.responder, source: "aws.guardduty" },
    ];
    for (const event of forged) assert.ok("refused" in read(event), JSON.stringify(event));
  });

  it("I7 refuses each genuine event without any one of the fields that it is read by", () => {
    const { guardduty, cloudtrail, alarm } = genuine;
    const without = (event: object, key: string) =>
      Object.fromEntries(Object.entries(event).filter(([name]) => name !== key));
    const cases = [
      ...["account", "region", "source", "detail-type", "detail"].flatMap((key) =>
        [guardduty, cloudtrail, alarm].map((event) => without(event, key)),
      ),
      ...["accountId", "id", "severity"].map((key) => ({
        ...guardduty,
        detail: without(guardduty.detail, key),
      })),
      ...["eventID", "eventName", "eventTime", "eventSource", "awsRegion"].map((key) => ({
        ...cloudtrail,
        detail: without(cloudtrail.detail, key),
      })),
      ...["alarmName", "state"].map((key) => ({ ...alarm, detail: without(alarm.detail, key) })),
      ...["service", "reason", "id"].map((key) => ({
        responder: without(genuine.responder.responder, key),
      })),
    ];
    for (const event of cases) assert.ok("refused" in read(event), JSON.stringify(event));
  });

  it("I7 refuses whatever else it is given, without throwing, and tells it by a bounded id", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (event) => {
        assert.ok("refused" in read(event));
        assert.match(refusedIncident(event), /^inc-[0-9a-f]{16}$/);
      }),
    );
    assert.ok("refused" in read({ ...genuine.guardduty, padding: "x".repeat(longestEvent) }));
    const circular: Record<string, unknown> = { ...genuine.guardduty };
    circular["self"] = circular;
    assert.doesNotThrow(() => read(circular));
  });

  it("bounds what it keeps of an event, and keeps nothing in it that is not printable", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 3000 }), (text) => {
        const { cloudtrail, guardduty } = genuine;
        const events = [
          { ...guardduty, detail: { ...guardduty.detail, type: text } },
          {
            ...cloudtrail,
            detail: {
              ...cloudtrail.detail,
              eventName: text,
              requestParameters: { secretId: text },
              resources: Array.from({ length: 90 }, (_, index) => ({
                ARN: `${text}${String(index)}`,
              })),
            },
          },
        ];
        for (const event of events) {
          const { title, resources } = found(event);
          assert.ok(
            title.length <= 200 && !/\p{C}/u.test(title.replaceAll(/[\ud800-\udfff]/g, "")),
          );
          assert.ok(resources.length <= 32 && resources.every(({ length }) => length <= 512));
        }
      }),
      { numRuns: 50 },
    );
  });
});
