import type { Rule } from "../../engine/rule";
import { unresolvedReference } from "./unresolved-reference";

/** Every rule of family `contract`. */
export const contractRules: readonly Rule[] = [unresolvedReference];
