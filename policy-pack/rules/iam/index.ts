import type { Rule } from "../../engine/rule";
import { malformed } from "./malformed";
import { wildcardAction } from "./wildcard-action";
import { wildcardPrincipal } from "./wildcard-principal";
import { wildcardResource } from "./wildcard-resource";

/** Every rule of family `iam`. */
export const iamRules: readonly Rule[] = [
  malformed,
  wildcardAction,
  wildcardResource,
  wildcardPrincipal,
];
