import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { accountChanges } from "../../../../plan/monitoring/patterns/account-changes";

const patternOf = (key: string): string =>
  accountChanges.find((entry) => entry.key === key)?.pattern ?? assert.fail(key);

// What Prowler's check of Organizations changes looks for, in its order.
const prowlerNames =
  "AcceptHandshake AttachPolicy CancelHandshake CreateAccount CreateOrganization CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy EnableAllFeatures EnablePolicyType InviteAccountToOrganization LeaveOrganization DetachPolicy DisablePolicyType MoveAccount RemoveAccountFromOrganization UpdateOrganizationalUnit UpdatePolicy".split(
    " ",
  );

describe("accountChanges", () => {
  it("BEST-30 CIS 5.15 has a second filter with every name that Prowler asks for, in one order", () => {
    const asked = new RegExp(
      `organizations\\.amazonaws\\.com.+${prowlerNames.map((name) => `eventName\\s*=\\s*.?${name}`).join(".+")}`,
    );
    assert.match(patternOf("organization-changes-extended"), asked);
    assert.doesNotMatch(patternOf("organization-changes"), asked);
  });

  for (const [key, source, name] of [
    ["bucket-policy-changes", "s3.amazonaws.com", "DeleteBucketPolicy"],
    ["bucket-protection-changes", "s3.amazonaws.com", "PutBucketPublicAccessBlock"],
    ["config-changes", "config.amazonaws.com", "StopConfigurationRecorder"],
    ["organization-changes", "organizations.amazonaws.com", "LeaveOrganization"],
    ["organization-changes-extended", "organizations.amazonaws.com", "CancelHandshake"],
  ] as const) {
    it(`${key} sees ${name} of ${source}, and neither a reading call nor another service's`, () => {
      const { matchesEvent } = compileFilterPattern(patternOf(key));
      assert.ok(matchesEvent({ eventSource: source, eventName: name }));
      assert.ok(!matchesEvent({ eventSource: source, eventName: "GetBucketPolicy" }));
      assert.ok(!matchesEvent({ eventSource: "ec2.amazonaws.com", eventName: name }));
    });
  }
});
