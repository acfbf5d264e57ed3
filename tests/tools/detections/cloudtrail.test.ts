import assert from "node:assert/strict";
import { envelopeOf, isReadOnlyManagement } from "../../../tools/detections/cloudtrail";

const record = (fields: Readonly<Record<string, unknown>> = {}) => ({
  eventVersion: "1.11",
  eventType: "AwsApiCall",
  eventSource: "secretsmanager.amazonaws.com",
  eventName: "PutResourcePolicy",
  eventID: "4f6c9c2e-0000-4000-8000-000000000001",
  eventTime: "2026-01-01T00:00:00Z",
  awsRegion: "eu-west-1",
  recipientAccountId: "111122223333",
  ...fields,
});

const readOnly = (fields: Readonly<Record<string, unknown>>) => {
  const envelope = envelopeOf(record(fields));
  assert.ok(envelope);
  return isReadOnlyManagement(envelope);
};

describe("envelopeOf", () => {
  it("carries the record as detail, and says what EventBridge says of each event", () => {
    const given = record();
    assert.deepEqual(envelopeOf(given), {
      version: "0",
      id: given.eventID,
      "detail-type": "AWS API Call via CloudTrail",
      source: "aws.secretsmanager",
      account: "111122223333",
      time: given.eventTime,
      region: "eu-west-1",
      resources: [],
      detail: given,
    });
  });

  for (const [eventType, detailType] of [
    ["AwsServiceEvent", "AWS Service Event via CloudTrail"],
    ["AwsConsoleSignIn", "AWS Console Sign In via CloudTrail"],
    ["AwsCloudTrailInsight", "AWS Insight via CloudTrail"],
    ["AwsVpceEvent", undefined],
  ] as const) {
    it(`makes ${detailType ?? "no event"} of ${eventType}`, () => {
      assert.equal(envelopeOf(record({ eventType }))?.["detail-type"], detailType);
    });
  }

  it("takes a record without a type for a call, or a sign-in by where it comes from", () => {
    const untyped = { eventType: undefined };
    assert.match(String(envelopeOf(record(untyped))?.["detail-type"]), /API Call/);
    const signIn = { ...untyped, eventSource: "signin.amazonaws.com", eventName: "ConsoleLogin" };
    assert.match(String(envelopeOf(record(signIn))?.["detail-type"]), /Sign In/);
  });

  it("LOG-85 brings events of IAM to us-east-1 wherever they were caused", () => {
    const iam = envelopeOf(record({ eventSource: "iam.amazonaws.com", eventName: "CreateRole" }));
    assert.deepEqual([iam?.["region"], iam?.["source"]], ["us-east-1", "aws.iam"]);
  });
});

describe("isReadOnlyManagement", () => {
  it("LOG-84 holds for calls of management whose names start with Get, List or Describe", () => {
    for (const eventName of ["GetSecretValue", "ListSecrets", "DescribeKey"]) {
      assert.equal(readOnly({ eventName }), true, eventName);
    }
    for (const eventName of ["BatchGetSecretValue", "AssumeRole", "PutObject", "Decrypt"]) {
      assert.equal(readOnly({ eventName }), false, eventName);
    }
  });

  it("does not hold for data events, nor for what no call caused", () => {
    const data = { eventName: "GetObject", eventCategory: "Data", managementEvent: false };
    assert.equal(readOnly(data), false);
    assert.equal(readOnly({ eventName: "GetSomething", eventType: "AwsServiceEvent" }), false);
    const finding = { "detail-type": "GuardDuty Finding", detail: { eventName: "GetObject" } };
    assert.equal(isReadOnlyManagement(finding), false);
  });
});
