import assert from "node:assert/strict";
import fc from "fast-check";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { breakGlassUse } from "../../../../plan/monitoring/patterns/break-glass";

const arn = "arn:aws:iam::111122223333:role/agent-runtime/prod/agent-runtime-prod-break-glass";
const { matchesEvent: matches } = compileFilterPattern(breakGlassUse(arn).pattern);

// The shapes of IAM User Guide, "Logging IAM and AWS STS API calls with AWS CloudTrail".
const assumed = (eventName: string, roleArn: string) => ({
  eventVersion: "1.08",
  eventSource: "sts.amazonaws.com",
  eventName,
  userIdentity: { type: "IAMUser", arn: "arn:aws:iam::111122223333:user/ada" },
  requestParameters: { roleArn, roleSessionName: "ada" },
});

const worked = (issuer: string) => ({
  eventSource: "secretsmanager.amazonaws.com",
  eventName: "GetSecretValue",
  userIdentity: { type: "AssumedRole", sessionContext: { sessionIssuer: { arn: issuer } } },
  requestParameters: { secretId: "agent-runtime/prod/orbit/api-token" },
});

describe("breakGlassUse", () => {
  for (const name of ["AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"]) {
    it(`sees ${name} of the role, refused or not`, () => {
      assert.ok(matches(assumed(name, arn)));
      assert.ok(matches({ ...assumed(name, arn), errorCode: "AccessDenied" }));
    });
  }

  it("sees what a session of the role does, however it began", () => {
    assert.ok(matches(worked(arn)));
  });

  it("sees nothing of other roles", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z-]{1,20}$/), (suffix) => {
        const other = `${arn}${suffix}`;
        assert.ok(!matches(assumed("AssumeRole", other)));
        assert.ok(!matches(worked(other)));
      }),
    );
  });

  it("takes no other service's word for the role", () => {
    assert.ok(!matches({ ...assumed("PassRole", arn), eventSource: "iam.amazonaws.com" }));
    assert.ok(!matches({ ...assumed("AssumeRole", arn), requestParameters: null }));
  });

  it("raises the alarm at the first event", () => {
    assert.equal(breakGlassUse(arn).threshold, "one");
  });
});
