import type { Rule } from "../../engine/rule";
import { reachIsolation } from "./isolation";

/** Every rule of family `reach`. */
export const reachRules: readonly Rule[] = [reachIsolation];
