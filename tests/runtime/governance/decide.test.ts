import assert from "node:assert/strict";
import fc from "fast-check";
import { decide, type Evidence } from "../../../runtime/governance/decide";
import type { EngineAnswer } from "../../../runtime/governance/engine";
import { refusalReasons } from "../../../runtime/reasons";

const permitted: EngineAnswer = { kind: "permitted", policies: ["permit-1"] };

const good: Evidence = {
  examination: "passed",
  quarantine: "clear",
  own: permitted,
  delegators: [permitted],
  receipt: "signed",
};

const refusals: readonly EngineAnswer[] = [
  { kind: "forbidden", policies: ["forbid-1"] },
  { kind: "not-permitted" },
  { kind: "policy-error", policies: ["broken-1"] },
  { kind: "engine-fault" },
];

const anyAnswer = fc.constantFrom(permitted, ...refusals);

const anyEvidence: fc.Arbitrary<Evidence> = fc.record({
  examination: fc.constantFrom(undefined, "passed" as const, "invalid-request" as const),
  quarantine: fc.constantFrom(undefined, "clear", "quarantined", "unreadable"),
  own: fc.option(anyAnswer, { nil: undefined }),
  delegators: fc.option(fc.array(anyAnswer, { maxLength: 3 }), { nil: undefined }),
  receipt: fc.constantFrom(undefined, "signed", "not-wanted", "failed"),
});

const isAllGood = ({ examination, quarantine, own, delegators, receipt }: Evidence): boolean =>
  [
    examination === "passed",
    quarantine === "clear",
    own?.kind === "permitted",
    delegators?.every(({ kind }) => kind === "permitted") === true,
    receipt === "signed" || receipt === "not-wanted",
  ].every(Boolean);

describe("decide", () => {
  it("allows when all evidence is there and good, by the policies that permit it", () => {
    assert.deepEqual(decide(good), { allowed: true, policies: ["permit-1"] });
    assert.equal(decide({ ...good, delegators: [], receipt: "not-wanted" }).allowed, true);
  });

  it("G19 allows exactly what all evidence speaks for, whatever the evidence", () => {
    fc.assert(
      fc.property(anyEvidence, (evidence) => {
        const decision = decide(evidence);
        assert.equal(decision.allowed, isAllGood(evidence));
        if (!decision.allowed) assert.ok(Object.hasOwn(refusalReasons, decision.reason));
      }),
      { numRuns: 5000 },
    );
  });

  it("G19 refuses when any one piece of evidence is missing", () => {
    for (const missing of ["examination", "quarantine", "own", "delegators", "receipt"]) {
      assert.equal(decide({ ...good, [missing]: undefined }).allowed, false, missing);
    }
  });

  it("names what the policies say about the caller", () => {
    const decisions = refusals.map((own) => decide({ ...good, own }));
    assert.deepEqual(decisions, [
      { allowed: false, reason: "forbidden", policies: ["forbid-1"] },
      { allowed: false, reason: "no-permit", policies: [] },
      { allowed: false, reason: "policy-error", policies: ["broken-1"] },
      { allowed: false, reason: "engine-fault", policies: [] },
    ]);
  });

  it("G15 refuses a delegation when a delegator may not, and tells faults from refusals", () => {
    const reasons = refusals.map((answer) => {
      const decision = decide({ ...good, delegators: [permitted, answer] });
      return decision.allowed ? "permitted" : decision.reason;
    });
    assert.deepEqual(reasons, [
      "delegation-invalid",
      "delegation-invalid",
      "policy-error",
      "engine-fault",
    ]);
  });
});
