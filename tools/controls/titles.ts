import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { MappedTest } from "./row";

const literalTitle = /\b(?:it|describe)\(\s*(["'`])((?:(?!\1)[^\\]|\\.)*)\1/g;
const importedRule = /from "[./]*\/policy-pack\/rules\/([a-z]+\/[a-z0-9-]+)"/g;

/**
 * Every test and group of tests whose title is written out, sorted by file; the cases of a rule of the policy pack go by
 * the rule's id, which is the path of the module that they import.
 */
export function testTitles(root: string): readonly MappedTest[] {
  const files = (pattern: string) =>
    globSync(pattern, { cwd: root })
      .map((file) => file.replaceAll(path.sep, "/"))
      .toSorted();
  const written = files("tests/**/*.test.ts").flatMap((file) =>
    [...readFileSync(path.join(root, file), "utf8").matchAll(literalTitle)].map(
      ([, , title = ""]) => ({ file, title }),
    ),
  );
  const cases = files("tests/policy-pack/rules/*/*.cases.ts").flatMap((file) =>
    [...readFileSync(path.join(root, file), "utf8").matchAll(importedRule)].map(
      ([, title = ""]) => ({ file, title }),
    ),
  );
  return [...written, ...cases];
}
