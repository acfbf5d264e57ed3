import type { Rule } from "../../engine/rule";
import { aclDuplicateNumber } from "./acl-duplicate-number";
import { aclFamily } from "./acl-family";
import { aclOrder } from "./acl-order";
import { administrationPort } from "./administration-port";
import { allPorts } from "./all-ports";
import { combinedPorts } from "./combined-ports";
import { defaultAddition } from "./default-addition";
import { defaultGroupUse } from "./default-group-use";
import { defaultNetworkAcl } from "./default-network-acl";
import { defaultRouteTable } from "./default-route-table";
import { defaultSecurityGroup } from "./default-security-group";
import { defaultVpc } from "./default-vpc";
import { foreignGroup } from "./foreign-group";
import { groupConflict } from "./group-conflict";
import { isolatedReplies } from "./isolated-replies";
import { mainRouteTable } from "./main-route-table";
import { malformedRule } from "./malformed-rule";
import { missingDescription } from "./missing-description";
import { networkAclOpen } from "./network-acl-open";
import { openPrefixList } from "./open-prefix-list";
import { openRule } from "./open-rule";
import { subnetDefaultAcl } from "./subnet-default-acl";
import { subnetPublicAddress } from "./subnet-public-address";

/** Every rule of family `net`. */
export const netRules: readonly Rule[] = [
  openRule,
  openPrefixList,
  allPorts,
  combinedPorts,
  administrationPort,
  malformedRule,
  groupConflict,
  foreignGroup,
  missingDescription,
  defaultGroupUse,
  networkAclOpen,
  aclOrder,
  aclDuplicateNumber,
  aclFamily,
  isolatedReplies,
  subnetDefaultAcl,
  defaultSecurityGroup,
  defaultNetworkAcl,
  defaultRouteTable,
  mainRouteTable,
  defaultAddition,
  defaultVpc,
  subnetPublicAddress,
];
