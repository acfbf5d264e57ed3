import type { PolicyDocument, Statement } from "../document";
import { policyDocument } from "../document";
import type { Tags } from "../tags";
import type { AttachedPolicyPlan } from "./attached-policies";
import { boundaryDenials } from "./denials";

/** What a role is described by before its boundary is derived. */
export interface RoleDescription {
  /** Physical name, unique in the account. */
  readonly name: string;
  /** Stable key: logical names are made from it. */
  readonly key: string;
  /** Service that it belongs to; undefined for the roles of the estate. */
  readonly service: string | undefined;
  /** What the role is for. */
  readonly description: string;
  /** Who may assume it. */
  readonly trust: readonly Statement[];
  /** What it may do. */
  readonly permissions: readonly Statement[];
  /** Policies beside its own, where one has no room for all that it may do. @default - none */
  readonly attached?: readonly AttachedPolicyPlan[];
  /** What its boundary allows, where resources one by one would not fit into it. @default permissions */
  readonly limits?: readonly Statement[];
  /** What its boundary denies whatever else is attached. @default boundaryDenials */
  readonly denials?: readonly Statement[];
  /** Tags. */
  readonly tags: Tags;
}

/** A role with its permissions and its boundary. */
export interface RolePlan
  extends Omit<RoleDescription, "trust" | "permissions" | "attached" | "limits" | "denials"> {
  /** Who may assume it. */
  readonly trustPolicy: PolicyDocument;
  /** Its only inline policy; undefined when it may do nothing by it. */
  readonly policy: PolicyDocument | undefined;
  /** Policies that are attached to it: all there may be. */
  readonly attached: readonly AttachedPolicyPlan[];
  /** The most it could ever be allowed. */
  readonly boundary: PolicyDocument;
  /** Physical name of the boundary policy. */
  readonly boundaryName: string;
  /** Keys of roles and providers that its trust policy names, and that must exist before. */
  readonly trusts: readonly string[];
}

/** Completes a role: its boundary allows its own permissions, and denies what no role of the stack may do. */
export function planRole(
  {
    trust,
    permissions,
    attached = [],
    limits = permissions,
    denials = boundaryDenials,
    ...role
  }: RoleDescription,
  trusts: readonly string[] = [],
): RolePlan {
  const boundaryName = `${role.name}-boundary`;
  return {
    ...role,
    trustPolicy: policyDocument(trust),
    policy: permissions.length === 0 ? undefined : policyDocument(permissions),
    attached,
    boundary: policyDocument([...limits, ...denials]),
    boundaryName,
    trusts,
  };
}
