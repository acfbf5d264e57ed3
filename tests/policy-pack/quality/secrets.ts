import type { QualityCase } from "./quality-case";
import { compliantCases } from "./secrets-compliant";
import { violations } from "./secrets-violations";

/** Cases of the family secrets. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
