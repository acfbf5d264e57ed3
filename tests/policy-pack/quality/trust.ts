import type { QualityCase } from "./quality-case";
import { compliantCases } from "./trust-compliant";
import { violations } from "./trust-violations";

/** Cases of the family trust. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
