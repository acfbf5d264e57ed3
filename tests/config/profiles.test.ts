import assert from "node:assert/strict";
import { profiles } from "../../config/profiles";

// Which values make dev weaker than prod is a decision: changing it means editing this table.
const reviewedDifferences = {
  natGateways: ["single", "per-zone"],
  keyDeletionWindowDays: [7, 30],
  secretRecoveryWindowDays: [7, 30],
  logRetentionDays: [365, 400],
  objectLockMode: ["GOVERNANCE", "COMPLIANCE"],
  objectLockDays: [365, 400],
  trailInsights: [false, true],
  protectData: [false, true],
  governanceProvisionedConcurrency: [0, 1],
  governanceReservedConcurrency: [undefined, 50],
  unusedAccessAgeDays: [undefined, 90],
  detectors: [false, true],
  containmentMode: ["dry-run", "approve"],
};

describe("profiles", () => {
  it("differ between dev and prod exactly where a person has reviewed it", () => {
    const keys = Object.keys(profiles.prod) as (keyof typeof profiles.prod)[];
    const differences = keys
      .filter((key) => profiles.dev[key] !== profiles.prod[key])
      .map((key) => [key, [profiles.dev[key], profiles.prod[key]]]);
    assert.deepEqual(Object.fromEntries(differences), reviewedDifferences);
  });

  it("keep logs and audit objects for at least a year everywhere", () => {
    for (const profile of Object.values(profiles)) {
      assert.ok(profile.logRetentionDays >= 365);
      assert.ok(profile.objectLockDays >= 365);
    }
  });
});
