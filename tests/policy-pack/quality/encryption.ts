import { compliantCases } from "./encryption-compliant";
import { violations } from "./encryption-violations";
import type { QualityCase } from "./quality-case";

/** Cases of the family encryption. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
