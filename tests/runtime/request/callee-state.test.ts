import assert from "node:assert/strict";
import { stateRefusal, useRefusal } from "../../../runtime/request/callee-state";
import { createMemoryQuarantine } from "../../../runtime/store/memory-quarantine";
import { claimsFor, goodRequest, makeCallee } from "../../support/callee";

const broken = () => Promise.reject(new Error("the table does not answer"));
/** What a store of another shape might say. */
const saying = (answer: string) => () => Promise.resolve(answer as unknown as boolean);

describe("stateRefusal", () => {
  const { options } = makeCallee();
  const claims = claimsFor(makeCallee());

  it("has nothing against an accepted policy and a caller that is not quarantined", async () => {
    assert.equal(await stateRefusal(options, claims), undefined);
  });

  it("refuses a receipt of a caller that was quarantined after it was signed, and does not use it up", async () => {
    const quarantine = createMemoryQuarantine();
    const callee = makeCallee({ quarantine });
    const request = await goodRequest(callee);
    quarantine.set("orbit");
    const refused = await callee.verify(request);
    assert.ok(!refused.verified && refused.reason === "quarantined");
    assert.equal(callee.events().length, 1);
    quarantine.lift("orbit");
    assert.equal((await callee.verify(request)).verified, true);
  });

  it("refuses where a flag or the list cannot be read, or is neither yes nor no", async () => {
    for (const isQuarantined of [broken, saying("no"), saying("")]) {
      const reason = await stateRefusal({ ...options, quarantine: { isQuarantined } }, claims);
      assert.equal(reason, "quarantine-unreadable");
    }
    for (const accepts of [broken, saying("yes")]) {
      const reason = await stateRefusal({ ...options, policies: { accepts } }, claims);
      assert.equal(reason, "policy-list-unavailable");
    }
  });
});

describe("useRefusal", () => {
  it("refuses a second use, and a use that nobody can confirm", async () => {
    const callee = makeCallee();
    const claims = claimsFor(callee);
    assert.equal(await useRefusal(callee.options.register, claims), undefined);
    assert.equal(await useRefusal(callee.options.register, claims), "replayed");
    for (const use of [broken, saying("first")]) {
      assert.equal(await useRefusal({ use }, claims), "replay-store-unavailable");
    }
  });
});
