import type { Rule } from "../../engine/rule";
import { auditBucket } from "./audit-bucket";
import { implicitLogGroup } from "./implicit-log-group";
import { logGroupDays } from "./log-group-days";
import { minimum } from "./minimum";
import { recovery } from "./recovery";
import { unbounded } from "./unbounded";

/** Every rule of family `retain`. */
export const retainRules: readonly Rule[] = [
  logGroupDays,
  unbounded,
  implicitLogGroup,
  auditBucket,
  minimum,
  recovery,
];
