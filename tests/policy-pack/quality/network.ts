import { compliantCases } from "./network-compliant";
import { violations } from "./network-violations";
import type { QualityCase } from "./quality-case";

/** Cases of the family network. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
