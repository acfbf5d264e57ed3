import type { Rule } from "../../engine/rule";
import { anyPrincipal } from "./any-principal";

/** Every rule of family `trust`. */
export const trustRules: readonly Rule[] = [anyPrincipal];
