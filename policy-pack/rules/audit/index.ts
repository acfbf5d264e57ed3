import type { Rule } from "../../engine/rule";
import { auditTrail } from "./trail";

/** Every rule of family `audit`. */
export const auditRules: readonly Rule[] = [auditTrail];
