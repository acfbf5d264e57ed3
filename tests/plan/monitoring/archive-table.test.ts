import assert from "node:assert/strict";
import { planArchiveTable } from "../../../plan/monitoring/archive-table";
import { planAuditTrail } from "../../../plan/monitoring/trail";
import { planContext } from "../../support/context";

const context = planContext();
const plan = planArchiveTable(context);

type Shape = "string" | { readonly [field: string]: Shape } | readonly [Shape];

/** What a Hive type holds: text, fields, or a list. A map of texts is text to us. */
function shapeOf(type: string): Shape {
  const [, kind = "", inner = ""] = /^(struct|array)<(.*)>$/.exec(type) ?? [];
  if (kind === "array") return [shapeOf(inner)];
  if (kind === "") {
    assert.match(type, /^(string|map<string,string>)$/);
    return "string";
  }
  return Object.fromEntries(
    topLevelParts(inner).map((field) => {
      const colon = field.indexOf(":");
      return [field.slice(0, colon), shapeOf(field.slice(colon + 1))];
    }),
  );
}

/** Splits at commas outside of angle brackets. */
function topLevelParts(text: string): readonly string[] {
  let depth = 0;
  let part = "";
  const parts: string[] = [];
  for (const character of text) {
    depth += character === "<" ? 1 : character === ">" ? -1 : 0;
    if (character === "," && depth === 0) {
      parts.push(part);
      part = "";
    } else part += character;
  }
  assert.equal(depth, 0, text);
  return [...parts, part];
}

const shape: Shape = Object.fromEntries(
  plan.columns.map(({ name, type }) => [name, shapeOf(type)]),
);

// A record of AWS's documentation, CloudTrail User Guide, "userIdentity element", with a column of each kind.
const event = {
  eventVersion: "1.11",
  userIdentity: {
    type: "AssumedRole",
    principalId: "AROA:session",
    arn: "arn:aws:sts::111122223333:assumed-role/name/session",
    accountId: "111122223333",
    accessKeyId: "ASIA",
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: "AROA",
        arn: "arn:aws:iam::111122223333:role/name",
        accountId: "111122223333",
        userName: "name",
      },
      attributes: { creationDate: "2026-01-01T00:00:00Z", mfaAuthenticated: "true" },
    },
    invokedBy: "athena.amazonaws.com",
  },
  eventTime: "2026-01-01T00:00:00Z",
  eventSource: "kms.amazonaws.com",
  eventName: "Decrypt",
  awsRegion: "us-east-1",
  sourceIPAddress: "192.0.2.1",
  userAgent: "aws-cli",
  errorCode: "AccessDenied",
  errorMessage: "text",
  requestParameters: { any: "thing" },
  responseElements: null,
  additionalEventData: { any: "thing" },
  requestID: "id",
  eventID: "id",
  readOnly: true,
  resources: [{ accountId: "111122223333", type: "AWS::KMS::Key", ARN: "arn" }],
  eventType: "AwsApiCall",
  apiVersion: "2014-11-01",
  recipientAccountId: "111122223333",
  serviceEventDetails: { any: "thing" },
  sharedEventID: "id",
  vpcEndpointId: "vpce-1",
  eventCategory: "Management",
  tlsDetails: { tlsVersion: "TLSv1.3", cipherSuite: "suite", clientProvidedHostHeader: "host" },
};

/** Paths of an event that the table has no place for. */
function lost(value: unknown, into: Shape | undefined, path: string): readonly string[] {
  if (into === undefined) return [path];
  // What differs from call to call is kept as text.
  if (into === "string" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => lost(each, into[0], `${path}[]`));
  const fields = typeof value === "object" ? Object.entries(value) : [];
  assert.ok(fields.length > 0, path);
  return fields.flatMap(([key, child]) =>
    lost(child, "0" in into ? undefined : into[key.toLowerCase()], `${path}.${key}`),
  );
}

describe("planArchiveTable", () => {
  it("BEST-37 has a place for every field of a CloudTrail record", () => {
    assert.deepEqual(lost(event, shape, "event"), []);
  });

  it("names columns once, in lower case, apart from the partitions", () => {
    const names = [...plan.columns, ...plan.partitions].map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z0-9_]+$/);
  });

  it("finds the files where the trail's own policy lets CloudTrail write them", () => {
    const template = plan.parameters["storage.location.template"] ?? "";
    const location = template
      .replace("${account}", "111122223333")
      .replace("${region}", "eu-central-1")
      .replace("${day}", "2026/11/25");
    assert.equal(
      location,
      `s3://${context.names.trailBucket}/AWSLogs/111122223333/CloudTrail/eu-central-1/2026/11/25`,
    );
    const writes = planAuditTrail(context).bucketPolicy.Statement.find(
      ({ Sid }) => Sid === "TrailWrites",
    );
    const [pattern] = writes?.Resource ?? [];
    assert.ok(typeof pattern === "string");
    const written = pattern.replace(/^arn:aws:s3:::/, "s3://").replace(/\*$/, "");
    assert.ok(location.startsWith(written) && plan.location.startsWith(written));
  });

  it("projects every partition, and the template uses each", () => {
    const template = plan.parameters["storage.location.template"] ?? "";
    for (const { name } of plan.partitions) {
      assert.ok(template.includes(`\${${name}}`), name);
      assert.ok(plan.parameters[`projection.${name}.type`] !== undefined, name);
    }
    assert.equal(plan.parameters["projection.enabled"], "true");
  });

  it("hides no Region: a query names those that it means", () => {
    assert.equal(plan.parameters["projection.region.type"], "injected");
  });

  it("BEST-37 bounds what a query costs, and deletes no history where data is protected", () => {
    // Ten megabytes is the least that Athena accepts (Athena API Reference, "WorkGroupConfiguration").
    assert.ok(plan.workgroup.maxBytesPerQuery >= 10_000_000);
    const { workgroup } = planArchiveTable(planContext({ environment: "prod" }));
    assert.equal(workgroup.deleteWithHistory, false);
  });

  it("names database and table as Athena takes them without quotes", () => {
    for (const name of [plan.database, plan.table]) assert.match(name, /^[a-z][a-z0-9_]{0,127}$/);
  });
});
