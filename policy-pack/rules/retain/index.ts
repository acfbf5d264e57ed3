import type { Rule } from "../../engine/rule";
import { logGroupDays } from "./log-group-days";

/** Every rule of family `retain`. */
export const retainRules: readonly Rule[] = [logGroupDays];
