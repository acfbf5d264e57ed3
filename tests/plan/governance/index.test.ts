import assert from "node:assert/strict";
import { planGovernance } from "../../../plan/governance";
import { planContext } from "../../support/context";
import { forEachExample } from "../examples";

describe("planGovernance", () => {
  it("tells workloads which keys receipts are traced back to: two while keys are rotated", () => {
    const anchorsOf = (keyGenerations: readonly number[]) =>
      planGovernance(planContext({ governance: { receipts: { keyGenerations } } })).receipts
        .anchorKeys;
    assert.deepEqual(anchorsOf([3]), ["keys-receipts-3"]);
    assert.deepEqual(anchorsOf([3, 4]), ["keys-receipts-3", "keys-receipts-4"]);
  });

  it("has callees accept the very policies that the function is pinned to", () => {
    forEachExample((title, _context, { governance }) => {
      const { policyDigest, table } = governance;
      assert.equal(governance.function.environment["POLICY_DIGEST"], policyDigest, title);
      assert.ok(table.acceptedPolicies.includes(`"current":{"S":"${policyDigest}"}`), title);
    });
  });

  it("refers only to keys, roles and log groups that the estate has", () => {
    forEachExample((title, _context, { governance, keys, identity, logGroups }) => {
      const keyNames = keys.keys.map(({ logicalName }) => logicalName);
      const { encryptionKey, signingKey, role, logGroup } = governance.function;
      for (const key of [encryptionKey, signingKey, ...governance.receipts.anchorKeys]) {
        assert.ok(keyNames.includes(key), `${title}: ${key}`);
      }
      assert.ok(identity.roles.some(({ key }) => key === role));
      assert.ok(logGroups.groups.some(({ name }) => name === logGroup));
      for (const filter of governance.alarms.filters) {
        assert.ok(
          logGroups.groups.some(({ name }) => name === filter.logGroup),
          filter.key,
        );
      }
    });
  });
});
