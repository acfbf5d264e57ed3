import assert from "node:assert/strict";
import { Keys } from "../../../components/keys/keys";
import { planKeys } from "../../../plan/keys";
import { planContext } from "../../support/context";
import { declaredBy, ofType, oneOf } from "../../support/mocks";

const planOf = (environment: string) => planKeys(planContext({ environment }));

const declare = (environment: string) =>
  declaredBy(() => {
    new Keys("keys", { plan: planOf(environment) });
  });

const keyType = "aws:kms/key:Key";

describe("Keys", () => {
  it("BEST-26 declares a rotating key of one Region with its own policy", async () => {
    const { inputs, options } = oneOf(await declare("dev"), keyType, "keys-orbit-data");
    const planned = planOf("dev").keys.find(({ logicalName }) => logicalName === "keys-orbit-data");
    const { policy, tags, ...rest } = inputs;
    assert.deepEqual(rest, {
      description: "Data of orbit",
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 7,
      multiRegion: false,
    });
    assert.deepEqual(JSON.parse(String(policy)), planned?.policy);
    assert.deepEqual(tags, planned?.tags);
    assert.equal(options.protect, false);
  });

  it("KMS-75 declares the key of receipts for signing on P-256, which KMS cannot rotate", async () => {
    const { inputs } = oneOf(await declare("dev"), keyType, "keys-receipts-1");
    const { policy, tags, ...rest } = inputs;
    assert.deepEqual(rest, {
      description: "Trust anchor of decision receipts, generation 1",
      customerMasterKeySpec: "ECC_NIST_P256",
      keyUsage: "SIGN_VERIFY",
      deletionWindowInDays: 7,
      multiRegion: false,
    });
    assert.match(String(policy), /"kms:Sign"/);
    assert.ok(tags);
  });

  it("publishes whose each key is, those of the estate apart", async () => {
    const { inputs } = oneOf(await declare("dev"), "agent-runtime:keys:Keys", "keys");
    assert.deepEqual(inputs["zeroTrust"], {
      contract: 1,
      members: {
        orbit: { keys: ["keys-orbit-data", "keys-orbit-secrets"] },
        axon: { keys: ["keys-axon-data", "keys-axon-secrets"] },
      },
    });
  });

  it("BEST-26 gives every key an alias of its own", async () => {
    const declared = await declare("dev");
    const aliases = ofType(declared, "aws:kms/alias:Alias").map(
      ({ inputs }) => `${String(inputs["name"])} > ${String(inputs["targetKeyId"])}`,
    );
    assert.deepEqual(
      aliases.sort(),
      planOf("dev")
        .keys.map(({ alias, logicalName }) => `alias/${alias} > ${logicalName}-key-id`)
        .sort(),
    );
    assert.equal(aliases.length, ofType(declared, keyType).length);
  });

  it("keeps keys longer, and from deletion, in prod", async () => {
    const keys = ofType(await declare("prod"), keyType);
    // Two for each of two services, five of the estate, one for receipts.
    assert.equal(keys.length, 10);
    for (const { name, inputs, options } of keys) {
      assert.equal(inputs["deletionWindowInDays"], 30, name);
      assert.equal(options.protect, true, name);
    }
  });
});
