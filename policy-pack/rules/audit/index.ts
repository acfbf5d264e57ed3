import type { Rule } from "../../engine/rule";
import { auditTampering } from "./tampering";
import { auditTrail } from "./trail";

/** Every rule of family `audit`. */
export const auditRules: readonly Rule[] = [auditTrail, auditTampering];
