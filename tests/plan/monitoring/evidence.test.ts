import assert from "node:assert/strict";
import { evidencePrefixes, planEvidence } from "../../../plan/monitoring/evidence";
import { planContext } from "../../support/context";
import { verdictOf } from "../evaluate";
import { everybody } from "../examples";

const context = planContext(everybody);
const { names } = context;
const { policy } = planEvidence(context);
const bucketArn = names.bucketArn(names.evidenceBucket);
const containment = names.roleArn(names.containment);
const accessReview = names.roleArn(names.accessReview);
const others = [
  names.roleArn(names.taskRole("orbit")),
  names.roleArn(names.governance),
  names.roleArn(names.incidentWorkflow),
  names.roleArn(names.personRole("break-glass")),
];
const people = ["reader", "responder"] as const;
const administrator = "arn:aws:iam::111122223333:role/administrator";

const denied = (caller: string, action: string, key: string) =>
  verdictOf(policy, { caller, action, on: `${bucketArn}/${key}` }) === "deny";

describe("planEvidence", () => {
  it("BEST-33 lets containment write incidents, the review write reviews, and nobody else write", () => {
    const { incidents, reviews } = evidencePrefixes;
    const callers = [
      ...[containment, accessReview, administrator, ...others],
      ...people.map((purpose) => names.roleArn(names.personRole(purpose))),
    ];
    const writersOf = (key: string) =>
      callers.filter((caller) => !denied(caller, "s3:PutObject", key));
    assert.deepEqual(writersOf(`${incidents}inc-1/finding.json`), [containment]);
    assert.deepEqual(writersOf(`${reviews}2026-11/report.json`), [accessReview]);
    assert.ok(denied("delivery.logs.amazonaws.com", "s3:PutObject", `${incidents}x`));
  });

  it("BEST-33 keeps records from every role of the stack but the writers and readers", () => {
    for (const action of ["s3:GetObject", "s3:GetObjectVersion"]) {
      for (const role of others) assert.ok(denied(role, action, "incidents/x"), role);
      assert.ok(!denied(containment, action, "incidents/x"));
      assert.ok(!denied(accessReview, action, "reviews/x"));
      assert.ok(!denied(administrator, action, "incidents/x"));
      for (const purpose of people) {
        assert.ok(!denied(names.roleArn(names.personRole(purpose)), action, "reviews/x"), purpose);
      }
    }
  });

  it("names no role of people where nobody may assume it", () => {
    const nobody = JSON.stringify(planEvidence(planContext()).policy);
    for (const purpose of people) {
      assert.ok(!nobody.includes(names.roleArn(names.personRole(purpose))), purpose);
    }
  });

  it("refuses whoever comes without TLS, the writers too", () => {
    const plain = { "aws:SecureTransport": "false" };
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:ListBucket"]) {
      for (const on of [bucketArn, `${bucketArn}/incidents/x`]) {
        const asked = { caller: containment, action, on, context: plain };
        assert.equal(verdictOf(policy, asked), "deny", `${action} ${on}`);
      }
    }
  });

  it("allows nothing by itself: what a role may is in its own policy", () => {
    assert.deepEqual(
      policy.Statement.filter(({ Effect }) => Effect === "Allow"),
      [],
    );
  });

  it("LOG-92 locks records for a year or more, without appeal in prod only", () => {
    const lock = (environment: string) => planEvidence(planContext({ environment })).objectLock;
    assert.equal(lock("dev").mode, "GOVERNANCE");
    assert.equal(lock("prod").mode, "COMPLIANCE");
    for (const environment of ["dev", "prod"]) assert.ok(lock(environment).days >= 365);
  });

  it("records requests to the bucket in a bucket that only S3 writes to", () => {
    const { accessLogs } = planEvidence(context);
    const allowed = accessLogs.policy.Statement.filter(({ Effect }) => Effect === "Allow");
    assert.deepEqual(
      allowed.map(({ Principal }) => Principal),
      [{ Service: ["logging.s3.amazonaws.com"] }],
    );
    assert.deepEqual(allowed[0]?.Condition?.["ArnLike"], { "aws:SourceArn": bucketArn });
  });

  it("refuses deletion where data is protected", () => {
    assert.equal(planEvidence(planContext({ environment: "prod" })).protect, true);
    assert.equal(planEvidence(planContext()).protect, false);
  });
});
