import assert from "node:assert/strict";
import fc from "fast-check";
import { planReviewWaivers, waiverFileName } from "../../../plan/audit-review/waivers";
import { readWaivers } from "../../../policy-pack/waivers/read-waivers";
import { readWaivers as readAtRuntime } from "../../../runtime/review/waivers";

const name = "waivers.dev.json";
const planned = (value: unknown) =>
  planReviewWaivers({ kind: "text", name, text: JSON.stringify(value) });

// What the policy pack documents as a waiver.
const waiver = {
  rule: "coverage/not-covered",
  urn: "urn:pulumi:*::shop::aws:iam/rolePolicy:RolePolicy::orbit-read",
  fingerprint: "0f3a9c1d2b4e5f60",
  reason: "The table names are not known before the migration.",
  owner: "data",
  ticket: "SEC-41",
  approver: "ana",
  expires: "2027-01-31",
};

describe("planReviewWaivers", () => {
  it("names a file for each stack", () => {
    assert.notEqual(waiverFileName("dev"), waiverFileName("prod"));
    assert.equal(waiverFileName("dev"), name);
  });

  it("BEST-37 takes over what the policy pack takes for a waiver, word for word", () => {
    const terms = {
      rules: [],
      configuration: { approvers: ["ana"], maxWaiverDays: 366 },
      today: "2027-01-01",
      at: "",
    };
    const [own] = readWaivers([waiver], terms).waivers;
    assert.ok(own !== undefined);
    const { rule, urn, reason, owner, ticket, expires } = own;
    const { status, waivers, malformed } = planned([waiver]);
    assert.deepEqual([status, malformed], ["read", 0]);
    assert.deepEqual(waivers, [{ rule, urn, reason, owner, ticket, expires }]);
  });

  it("counts what is no waiver, and lists the others", () => {
    const fields = ["rule", "urn", "reason", "owner", "ticket", "expires"] as const;
    const wrong = [
      null,
      "text",
      [],
      ...fields.map((field) => ({ ...waiver, [field]: " " })),
      ...fields.map((field) => ({ ...waiver, [field]: 1 })),
      { ...waiver, expires: "2027-02-30" },
      { ...waiver, expires: "soon" },
    ];
    const { waivers, malformed } = planned([...wrong, waiver]);
    assert.equal(waivers.length, 1);
    assert.equal(malformed, wrong.length);
  });

  it("tells a file that is missing or no list from one that declares nothing", () => {
    assert.equal(planReviewWaivers({ kind: "absent", name }).status, "absent");
    assert.equal(planReviewWaivers({ kind: "unreadable", name }).status, "unreadable");
    for (const text of ["", "{", "{}", '"[]"', "null"]) {
      assert.equal(planReviewWaivers({ kind: "text", name, text }).status, "unreadable", text);
    }
    assert.equal(planned([]).status, "read");
  });

  it("A7 is what the function reads, whatever the file holds", () => {
    const text = fc.oneof(fc.string(), fc.string({ minLength: 290, maxLength: 400 }));
    const item = fc.oneof(
      fc.jsonValue(),
      fc.record({ rule: text, urn: text, reason: text, owner: text, ticket: text }).map((each) => ({
        ...waiver,
        ...each,
      })),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(item)), (value) => {
        const plan = planned(value);
        assert.deepEqual(readAtRuntime(JSON.stringify(plan)), plan);
      }),
    );
  });
});
