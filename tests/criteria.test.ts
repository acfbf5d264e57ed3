import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..");
const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/**
 * Criteria of the governed call (decision, caller, callee, logs), of rotation, of containment, and of reviews of access
 * (docs/access-reviews.md). Each group counts from 1.
 */
const criteria = { G: 21, C: 10, V: 3, L: 7, R: 7, I: 7, A: 8 } as const;

/**
 * Requirements of the estate: identity, keys and secrets, audit and detection, response, what Pulumi demands, and the
 * best designs of these.
 */
const requirements = [
  ...numbered("IAM", 54, 66),
  ...[67, 68, 69, 70, 71, 72, 74, 75].map((number) => `KMS-${String(number)}`),
  ...["SEC-73", ...numbered("SEC", 76, 81)],
  ...numbered("LOG", 82, 94),
  ...numbered("IR", 95, 100),
  ...numbered("PUL", 101, 106),
  ...[9, 14, 18, 19, 20, 21, ...range(23, 37), 39, 41].map((number) => `BEST-${String(number)}`),
  ...numbered("CIS 5.", 1, 16).map((id) => id.replace("-", "")),
];

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function numbered(group: string, first: number, last: number): readonly string[] {
  return range(first, last).map((number) => `${group}-${String(number)}`);
}

function idsInTitles(pattern: RegExp): ReadonlySet<string> {
  const titles = globSync("tests/**/*.test.ts", { cwd: root })
    .filter((file) => file !== path.join("tests", "criteria.test.ts"))
    .flatMap((file) => [...read(file).matchAll(/\b(?:it|describe)\(\s*["'`]([^"'`]*)/g)]);
  return new Set(titles.flatMap(([, title = ""]) => title.match(pattern) ?? []));
}

describe("the criteria of the governed call, of rotation, containment and reviews", () => {
  it("each have a test that is named after it", () => {
    const shown = idsInTitles(/\b[GCVLRIA]\d+\b/g);
    const all = Object.entries(criteria).flatMap(([group, count]) =>
      Array.from({ length: count }, (_, index) => `${group}${String(index + 1)}`),
    );
    assert.equal(all.length, 63);
    assert.deepEqual(
      all.filter((id) => !shown.has(id)),
      [],
    );
  });
});

describe("the requirements of the estate", () => {
  it("each have a test that is named after it, or a command that shows it on a live account", () => {
    const tested = idsInTitles(/\b(?:IAM|KMS|SEC|LOG|IR|PUL|BEST)-\d+\b|\bCIS 5\.\d+\b/g);
    const liveOnly = new Set(
      [...read("docs/limits.md").matchAll(/^\s*- \*\*([A-Z]+-\d+)\*\*[^`]*`aws [^`]+`/gm)].flatMap(
        ([, id]) => id ?? [],
      ),
    );
    assert.deepEqual(
      requirements.filter((id) => !tested.has(id) && !liveOnly.has(id)),
      [],
    );
    assert.equal(requirements.length, 92);
  });
});
