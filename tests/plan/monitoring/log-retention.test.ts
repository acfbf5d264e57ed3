import assert from "node:assert/strict";
import { planEstate } from "../../../plan/estate";
import { planLogRetention } from "../../../plan/monitoring/log-retention";
import { planContext } from "../../support/context";

const rowsOf = (overrides: Readonly<Record<string, unknown>>) =>
  planLogRetention(planContext(overrides));

/** Physical names of buckets anywhere in a plan, by the account and Region that end them. */
function bucketsIn(value: unknown): readonly string[] {
  if (typeof value === "string")
    return /^[a-z0-9-]+-111122223333-us-east-1$/.test(value) ? [value] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(bucketsIn);
}

describe("planLogRetention", () => {
  it("BEST-32 has a row for every log group and for every bucket but that of code", () => {
    const owner = { environment: "prod", accountBaseline: "owner" };
    for (const overrides of [{}, { governance: { codeSigning: true } }, owner]) {
      const { config, environment, names } = planContext(overrides);
      const { logGroups, ...estate } = planEstate(config, environment);
      const buckets = new Set(bucketsIn(estate));
      buckets.delete(names.artefactBucket);
      assert.deepEqual(
        rowsOf(overrides)
          .map(({ name }) => name)
          .sort(),
        [...logGroups.groups.map(({ name }) => name), ...buckets].sort(),
      );
    }
  });

  it("BEST-32 keeps every record for a year or more", () => {
    for (const environment of ["dev", "prod"]) {
      for (const { name, retentionDays } of rowsOf({ environment })) {
        assert.ok(retentionDays === undefined || retentionDays >= 365, name);
      }
    }
  });

  it("follows the configured retention", () => {
    const groups = rowsOf({ monitoring: { retentionDays: 731 } }).filter(
      ({ kind }) => kind === "log group",
    );
    assert.ok(groups.length > 0);
    for (const { retentionDays } of groups) assert.equal(retentionDays, 731);
  });

  it("LOG-92 locks trail and evidence, with COMPLIANCE in prod and GOVERNANCE in dev", () => {
    const { names } = planContext({ environment: "prod" });
    const locked = rowsOf({ environment: "prod" }).filter(
      ({ objectLock }) => objectLock !== undefined,
    );
    assert.deepEqual(
      locked.map(({ name }) => name).sort(),
      [names.trailBucket, names.evidenceBucket].sort(),
    );
    for (const { objectLock } of locked) assert.equal(objectLock?.mode, "COMPLIANCE");
    for (const { objectLock } of rowsOf({ environment: "dev" })) {
      assert.notEqual(objectLock?.mode, "COMPLIANCE");
    }
  });

  it("says which are protected from deletion: all in prod", () => {
    for (const { name, protect } of rowsOf({ environment: "prod" })) assert.ok(protect, name);
    for (const { name, protect } of rowsOf({})) assert.ok(!protect, name);
  });
});
