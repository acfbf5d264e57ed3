import type { Rule } from "../../engine/rule";
import { secretInDocument } from "./in-document";
import { secretRotation } from "./rotation";

/** Every rule of family `secret`. */
export const secretRules: readonly Rule[] = [secretInDocument, secretRotation];
