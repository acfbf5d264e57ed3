import assert from "node:assert/strict";
import fc from "fast-check";
import { readWaiverPart, readWaivers, type Waivers } from "../../../runtime/review/waivers";
import { waivers as none, now } from "./world";

const day = 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

const waiver = (changes: Partial<Waivers["waivers"][number]> = {}) => ({
  rule: "iam/wildcard-resource",
  urn: "urn:pulumi:*::app::aws:iam/rolePolicy:RolePolicy::orbit-read",
  reason: "The table names are not known before the migration.",
  owner: "data",
  ticket: "SEC-41",
  expires: dayOf(now + 100 * day),
  ...changes,
});

const read = (list: Waivers["waivers"], malformed = 0): Waivers => ({
  ...none,
  ...{ status: "read", waivers: list, malformed },
});

const partOf = (known: Waivers, at = now) => readWaiverPart(known, { now: at, maxRows: 100 });

describe("readWaiverPart", () => {
  it("BEST-37 lists each waiver with owner, resource, rule, ticket, reason and last day", () => {
    const { status, rows } = partOf(read([waiver()]));
    assert.equal(status, "complete");
    const [row] = rows;
    const { owner, urn, rule, ticket, reason, expires } = waiver();
    assert.deepEqual([row?.who, row?.what, row?.last], [owner, urn, expires]);
    for (const text of [rule, ticket, reason]) assert.ok(row?.detail?.includes(text), text);
  });

  it("BEST-37 marks what has expired, leaves what soon will to people, and counts the last day", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -400, max: 400 }),
        fc.integer({ min: 0, max: day - 1 }),
        (left, hours) => {
          const midnight = Math.floor(now / day) * day;
          const known = read([waiver({ expires: dayOf(midnight + left * day) })]);
          const [row] = partOf(known, midnight + hours).rows;
          const expected = left < 0 ? "unexpected" : left <= 30 ? "unjudged" : "expected";
          assert.equal(row?.verdict, expected);
          assert.equal(row.detail?.startsWith("expired"), left < 0);
          assert.equal(row.detail.includes("expires within 30 days"), left >= 0 && left <= 30);
        },
      ),
    );
  });

  it("A4 tells none from those that it could not read", () => {
    for (const known of [none, read([])]) {
      const { status, rows } = partOf(known);
      assert.equal(status, "complete");
      assert.deepEqual(
        rows.map(({ what, detail, verdict }) => [what, detail, verdict]),
        [["waivers.dev.json", "none are declared", "expected"]],
      );
    }
    const { status, reason, rows } = partOf({ ...none, status: "unreadable" });
    assert.deepEqual([status, reason, rows], ["unreadable", "malformed", []]);
    for (const list of [[], [waiver()]]) {
      const some = partOf(read(list, 2));
      assert.deepEqual([some.status, some.reason], ["truncated", "some-unreadable"]);
      assert.equal(some.rows.length, list.length);
    }
  });

  it("A6 shows nothing of a secret's shape, whoever wrote it into a waiver", () => {
    const { rows } = partOf(
      read([waiver({ reason: "password=hunter2", owner: "AKIACANARY0ACCESSKEY" })]),
    );
    assert.ok(!/hunter2|AKIACANARY0/.test(JSON.stringify(rows)));
  });
});

describe("readWaivers", () => {
  it("A7 reads what it needs", () => {
    const known = read([waiver()], 1);
    assert.deepEqual(readWaivers(JSON.stringify(known)), known);
  });

  it("A7 refuses everything else, and repeats nothing of it", () => {
    for (const text of [
      "{",
      JSON.stringify({ ...none, version: 2 }),
      JSON.stringify({ ...none, hunter2: true }),
      JSON.stringify(read([waiver({ expires: "hunter2" })])),
    ]) {
      assert.throws(
        () => readWaivers(text),
        /^Error: waivers\.json is (no JSON|not as a review needs it)\.$/,
      );
    }
  });
});
