import type { Rule } from "../../engine/rule";
import { secretRotation } from "./rotation";

/** Every rule of family `secret`. */
export const secretRules: readonly Rule[] = [secretRotation];
