import { compliantCases } from "./iam-compliant";
import { violations } from "./iam-violations";
import type { QualityCase } from "./quality-case";

/** Cases of the family iam. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
