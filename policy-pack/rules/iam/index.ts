import type { Rule } from "../../engine/rule";
import { catalogueAge } from "./catalogue-age";
import { complement } from "./complement";
import { conditionKey } from "./condition-key";
import { malformed } from "./malformed";
import { namedPrincipal } from "./named-principal";
import { oldVersion } from "./old-version";
import { resourceMismatch } from "./resource-mismatch";
import { unknownAction } from "./unknown-action";
import { unknownPartition } from "./unknown-partition";
import { vacuousCondition } from "./vacuous-condition";
import { wildcardAction } from "./wildcard-action";
import { wildcardPrincipal } from "./wildcard-principal";
import { wildcardResource } from "./wildcard-resource";

/** Every rule of family `iam`. */
export const iamRules: readonly Rule[] = [
  malformed,
  wildcardAction,
  wildcardResource,
  wildcardPrincipal,
  vacuousCondition,
  unknownPartition,
  unknownAction,
  resourceMismatch,
  oldVersion,
  namedPrincipal,
  conditionKey,
  complement,
  catalogueAge,
];
