import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..");

/** Criteria of the governed call by group: decision, caller, callee, logs. Each group counts from 1. */
const groups = { G: 21, C: 10, V: 3, L: 7 } as const;

const required = Object.entries(groups).flatMap(([group, count]) =>
  Array.from({ length: count }, (_, index) => `${group}${String(index + 1)}`),
);

describe("the criteria of the governed call", () => {
  it("each have a test that is named after it", () => {
    const shown = new Set(
      globSync("tests/{runtime,lambdas,services,plan,stack,tools}/**/*.test.ts", { cwd: root })
        .flatMap((file) => [
          ...readFileSync(path.join(root, file), "utf8").matchAll(
            /\b(?:it|describe)\(\s*["'`]([^"'`]*)/g,
          ),
        ])
        .flatMap(([, title = ""]) => title.match(/\b[GCVL]\d+\b/g) ?? []),
    );
    assert.deepEqual(
      required.filter((id) => !shown.has(id)),
      [],
    );
    assert.equal(required.length, 41);
  });
});
