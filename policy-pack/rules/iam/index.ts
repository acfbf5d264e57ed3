import type { Rule } from "../../engine/rule";
import { attachmentConflict } from "./attachment-conflict";
import { awsManaged } from "./aws-managed-policy";
import { catalogueAge } from "./catalogue-age";
import { complement } from "./complement";
import { conditionKey } from "./condition-key";
import { lockedOutRole } from "./locked-out-role";
import { longLivedCredential } from "./long-lived-credential";
import { malformed } from "./malformed";
import { namedPrincipal } from "./named-principal";
import { oldVersion } from "./old-version";
import { passRoleLimited } from "./pass-role";
import { privilegeEscalation } from "./privilege-escalation";
import { resourceMismatch } from "./resource-mismatch";
import { sharedRole } from "./shared-role";
import { unknownAction } from "./unknown-action";
import { unknownPartition } from "./unknown-partition";
import { unusablePermission } from "./unusable-permission";
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
  privilegeEscalation,
  passRoleLimited,
  awsManaged,
  sharedRole,
  longLivedCredential,
  attachmentConflict,
  unusablePermission,
  lockedOutRole,
];
