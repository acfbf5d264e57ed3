import type { Rule } from "./engine/rule";
import { auditTrail } from "./rules/audit/trail";
import { boundaryPresent } from "./rules/boundary/present";
import { unresolvedReference } from "./rules/contract/unresolved-reference";
import { bucketEncryption } from "./rules/encrypt/bucket";
import { customerManagedKey } from "./rules/encrypt/customer-managed-key";
import { malformed } from "./rules/iam/malformed";
import { wildcardAction } from "./rules/iam/wildcard-action";
import { wildcardPrincipal } from "./rules/iam/wildcard-principal";
import { wildcardResource } from "./rules/iam/wildcard-resource";
import { keyRotation } from "./rules/kms/rotation";
import { appMeshEnded } from "./rules/mesh/app-mesh-ended";
import { appMeshTls } from "./rules/mesh/app-mesh-tls";
import { associationGroups } from "./rules/mesh/association-groups";
import { latticeAuth } from "./rules/mesh/lattice-auth";
import { latticeHttps } from "./rules/mesh/lattice-https";
import { allPorts } from "./rules/net/all-ports";
import { defaultNetworkAcl } from "./rules/net/default-network-acl";
import { defaultRouteTable } from "./rules/net/default-route-table";
import { defaultSecurityGroup } from "./rules/net/default-security-group";
import { networkAclOpen } from "./rules/net/network-acl-open";
import { openRule } from "./rules/net/open-rule";
import { subnetPublicAddress } from "./rules/net/subnet-public-address";
import { lambdaPermission } from "./rules/resource/lambda-permission";
import { publicAccessBlock } from "./rules/resource/public-access-block";
import { logGroupDays } from "./rules/retain/log-group-days";
import { secretRotation } from "./rules/secret/rotation";
import { anyPrincipal } from "./rules/trust/any-principal";

/** Every rule of the pack. A rule that is not listed here does not run. */
export const catalog: readonly Rule[] = [
  malformed,
  wildcardAction,
  wildcardResource,
  wildcardPrincipal,
  anyPrincipal,
  boundaryPresent,
  openRule,
  allPorts,
  networkAclOpen,
  defaultSecurityGroup,
  defaultNetworkAcl,
  defaultRouteTable,
  subnetPublicAddress,
  latticeAuth,
  latticeHttps,
  associationGroups,
  appMeshTls,
  appMeshEnded,
  customerManagedKey,
  bucketEncryption,
  keyRotation,
  secretRotation,
  logGroupDays,
  auditTrail,
  publicAccessBlock,
  lambdaPermission,
  unresolvedReference,
];
