import type { Rule } from "../../engine/rule";
import { keyRotation } from "./rotation";

/** Every rule of family `kms`. */
export const kmsRules: readonly Rule[] = [keyRotation];
