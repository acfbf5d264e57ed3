import { compliantCases } from "./mesh-compliant";
import { violations } from "./mesh-violations";
import type { QualityCase } from "./quality-case";

/** Cases of the family mesh. */
export const cases: readonly QualityCase[] = [...violations, ...compliantCases];
