import { compliantCases } from "./audit-compliant";
import { violations } from "./audit-violations";
import type { QualityCase } from "./quality-case";

/** Cases of the family audit. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
