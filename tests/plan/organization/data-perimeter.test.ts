import assert from "node:assert/strict";
import fc from "fast-check";
import { dataPerimeter } from "../../../plan/organization/data-perimeter";
import { covers } from "../../../policy-pack/iam/pattern";
import { conditionsHold, type RequestKeys } from "../../support/condition-keys";

const organizationId = "o-a1b2c3d4e5";
const statements = dataPerimeter({ organizationId, administratorArns: [] });

const denied = (action: string, keys: RequestKeys): readonly string[] =>
  statements
    .filter(({ Action }) => Action.some((pattern) => covers(pattern, action)))
    .filter(({ Condition }) => conditionsHold(Condition, keys))
    .map(({ Sid }) => Sid);

const principal = (id: string): RequestKeys => ({
  "aws:PrincipalOrgID": id,
  "aws:PrincipalIsAWSService": "false",
  "aws:SecureTransport": "true",
});

const service = (source: RequestKeys): RequestKeys => ({
  "aws:PrincipalIsAWSService": "true",
  "aws:SecureTransport": "true",
  ...source,
});

const actions = [
  "kms:Decrypt",
  "s3:GetObject",
  "secretsmanager:GetSecretValue",
  "sqs:SendMessage",
  "sts:AssumeRole",
];

const foreignId = fc.stringMatching(/^o-[a-z0-9]{10,32}$/).filter((id) => id !== organizationId);

describe("dataPerimeter", () => {
  it("IAM-63 lets principals of the organization through, and nobody of another one", () => {
    for (const action of actions) assert.deepEqual(denied(action, principal(organizationId)), []);
    fc.assert(
      fc.property(fc.constantFrom(...actions), foreignId, (action, id) => {
        assert.deepEqual(denied(action, principal(id)), ["OnlyOrganization"]);
      }),
    );
  });

  it("IAM-63 denies requests without credentials, which carry neither organization nor kind of principal", () => {
    for (const action of actions) {
      assert.deepEqual(denied(action, { "aws:SecureTransport": "true" }), ["OnlyOrganization"]);
    }
  });

  it("IAM-63 lets AWS services through, which belong to no organization", () => {
    for (const action of actions) {
      assert.deepEqual(denied(action, service({})), []);
      const own = { "aws:SourceAccount": "111122223333", "aws:SourceOrgID": organizationId };
      assert.deepEqual(denied(action, service(own)), []);
    }
  });

  it("IAM-63 denies AWS services that act for an account of another organization, or of none", () => {
    const source = { "aws:SourceAccount": "444455556666" };
    for (const action of actions) {
      assert.deepEqual(denied(action, service(source)), ["ServicesForOrganization"]);
      const foreign = { ...source, "aws:SourceOrgID": "o-zzzzzzzzzz" };
      assert.deepEqual(denied(action, service(foreign)), ["ServicesForOrganization"]);
    }
  });

  it("BEST-9 denies whatever comes without TLS, whoever asks", () => {
    const plain = { "aws:SecureTransport": "false" };
    for (const action of actions) {
      assert.ok(denied(action, { ...principal(organizationId), ...plain }).includes("OnlyTls"));
      assert.ok(denied(action, { ...service({}), ...plain }).includes("OnlyTls"));
    }
  });

  it("leaves web identities to trust policies: they belong to no organization", () => {
    const keys = { "aws:SecureTransport": "true" };
    assert.deepEqual(denied("sts:AssumeRoleWithWebIdentity", keys), []);
  });

  it("BEST-9 pairs every negative operator with the key that tells AWS services apart", () => {
    const negative = statements.filter(({ Condition }) =>
      Object.keys(Condition ?? {}).some((operator) => operator.includes("Not")),
    );
    assert.ok(negative.length > 0);
    for (const { Sid, Condition } of negative) {
      const keys = Object.values(Condition ?? {}).flatMap(Object.keys);
      assert.ok(keys.includes("aws:PrincipalIsAWSService"), Sid);
    }
  });
});
