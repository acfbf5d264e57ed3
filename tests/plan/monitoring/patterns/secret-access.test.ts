import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { planDetections } from "../../../../plan/monitoring/detections";
import { secretAccess } from "../../../../plan/monitoring/patterns/secret-access";
import { planContext } from "../../../support/context";

// "AWS CloudTrail entries for Secrets Manager", entries for rotation.
const failures = ["RotationFailed", "RotationAbandoned", "TestRotationFailed"];

describe("secretAccess", () => {
  it("SEC-79 looks at no name of a secret, which a request gives by name or by ARN", () => {
    for (const { key, pattern } of secretAccess) {
      assert.ok(!/requestParameters|secretId|SecretId/.test(pattern), key);
    }
  });

  it("BEST-28 raises an alarm on the first rotation that fails", () => {
    const failed = planDetections(planContext()).detections.find(
      ({ key }) => key === "secret-rotation-failed",
    );
    assert.equal(failed?.threshold, 1);
    for (const name of failures) assert.ok(failed.pattern.includes(`"${name}"`), name);
  });

  it("BEST-28 tells at once of a rotation that failed, which is an event of the service and no call", () => {
    const rule = planDetections(planContext()).eventRules.find(
      ({ key }) => key === "secret-rotation",
    );
    assert.deepEqual(rule?.pattern, {
      source: ["aws.secretsmanager"],
      "detail-type": ["AWS Service Event via CloudTrail"],
      detail: { eventName: failures },
    });
  });

  it("sees who opens a key to others, and not the grants that AWS services make for themselves", () => {
    const { matchesEvent } = compileFilterPattern(
      secretAccess.find(({ key }) => key === "key-access-changes")?.pattern ?? assert.fail(),
    );
    const call = (eventName: string, userIdentity: object) => ({
      ...{ eventSource: "kms.amazonaws.com", eventName, userIdentity },
    });
    const person = { type: "AssumedRole" };
    const service = { type: "AssumedRole", invokedBy: "lambda.amazonaws.com" };
    for (const name of [
      "PutKeyPolicy",
      "DisableKeyRotation",
      "RevokeGrant",
      "CreateGrant",
      "RetireGrant",
    ]) {
      assert.ok(matchesEvent(call(name, person)), name);
      const isGrantOfService = name === "CreateGrant" || name === "RetireGrant";
      assert.equal(matchesEvent(call(name, service)), !isGrantOfService, name);
    }
    assert.ok(!matchesEvent(call("Decrypt", person)));
  });
});
