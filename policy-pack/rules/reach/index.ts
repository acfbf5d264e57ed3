import type { Rule } from "../../engine/rule";
import { fromInternet } from "./from-internet";
import { reachIsolation } from "./isolation";
import { toInternet } from "./to-internet";

/** Every rule of family `reach`. */
export const reachRules: readonly Rule[] = [fromInternet, toInternet, reachIsolation];
