import { globSync } from "node:fs";
import path from "node:path";
import type { RuleCases } from "./rule-cases";

const folder = path.resolve(__dirname, "../../policy-pack/rules");

/** The cases of every `*.cases.ts` below tests/policy-pack/rules. */
export function allCases(): readonly RuleCases[] {
  return globSync("**/*.cases.ts", { cwd: folder })
    .sort()
    .flatMap((file) =>
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the set of files is found at run time
      Object.values(require(path.join(folder, file)) as object).filter(isRuleCases),
    );
}

const isRuleCases = (value: unknown): value is RuleCases =>
  typeof value === "object" && value !== null && "rule" in value && "cases" in value;
