import type { Rule } from "../../engine/rule";
import { allPorts } from "./all-ports";
import { defaultNetworkAcl } from "./default-network-acl";
import { defaultRouteTable } from "./default-route-table";
import { defaultSecurityGroup } from "./default-security-group";
import { networkAclOpen } from "./network-acl-open";
import { openRule } from "./open-rule";
import { subnetPublicAddress } from "./subnet-public-address";

/** Every rule of family `net`. */
export const netRules: readonly Rule[] = [
  openRule,
  allPorts,
  networkAclOpen,
  defaultSecurityGroup,
  defaultNetworkAcl,
  defaultRouteTable,
  subnetPublicAddress,
];
