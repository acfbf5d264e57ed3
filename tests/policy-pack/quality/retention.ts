import type { QualityCase } from "./quality-case";
import { compliantCases } from "./retention-compliant";
import { violations } from "./retention-violations";

/** Cases of the family retention. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
