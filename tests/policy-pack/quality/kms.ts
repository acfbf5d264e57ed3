import { compliantCases } from "./kms-compliant";
import { violations } from "./kms-violations";
import type { QualityCase } from "./quality-case";

/** Cases of the family kms. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
