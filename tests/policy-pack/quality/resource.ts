import type { QualityCase } from "./quality-case";
import { compliantCases } from "./resource-compliant";
import { violations } from "./resource-violations";

/** Cases of the family resource. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
