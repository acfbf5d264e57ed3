import assert from "node:assert/strict";
import { parseConfig } from "../../config/parse";
import { exampleConfig } from "./context";

/** A configuration that must be refused, as sections in place of those of the example. */
export interface ConfigCase {
  readonly title: string;
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly path: string;
  readonly fix?: RegExp;
}

/** Parses the example with sections replaced. */
export const parse = (overrides: Readonly<Record<string, unknown>>) =>
  parseConfig({ ...exampleConfig, ...overrides });

/** A test for each case: it is refused for its one reason alone. */
export function reportsEach(cases: readonly ConfigCase[]): void {
  for (const { title, overrides, code, path, fix } of cases) {
    it(`reports ${title} as ${code}`, () => {
      const parsed = parse(overrides);
      assert.ok(!parsed.ok, "the configuration should have been refused");
      const [issue] = parsed.issues;
      assert.deepEqual([parsed.issues.length, issue?.code, issue?.path], [1, code, path]);
      if (fix !== undefined) assert.match(issue?.fix ?? "", fix);
    });
  }
}
