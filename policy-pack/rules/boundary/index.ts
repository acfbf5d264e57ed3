import type { Rule } from "../../engine/rule";
import { boundaryPresent } from "./present";

/** Every rule of family `boundary`. */
export const boundaryRules: readonly Rule[] = [boundaryPresent];
