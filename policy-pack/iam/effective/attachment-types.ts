/** Who can hold permissions. */
export type PrincipalKind = "role" | "user" | "group" | "permission set";

/** Type of each kind of principal. */
export const principalTypes: Readonly<Record<PrincipalKind, string>> = {
  role: "aws:iam/role:Role",
  user: "aws:iam/user:User",
  group: "aws:iam/group:Group",
  "permission set": "aws:ssoadmin/permissionSet:PermissionSet",
};

/** Type of customer-managed policies. */
export const policyType = "aws:iam/policy:Policy";

/** A type of resource that gives permissions to principals. */
export interface AttachmentType {
  /** Properties that name the principals. */
  readonly to: Readonly<Partial<Record<PrincipalKind, string>>>;
  /** Property that names managed policies. @default - the resource carries a document itself */
  readonly policies?: string;
}

const toPermissionSet = { "permission set": "permissionSetArn" } as const;

/** Every type that gives permissions to principals. Source: Pulumi AWS 7.48. */
export const attachmentTypes: Readonly<Record<string, AttachmentType>> = {
  "aws:iam/rolePolicy:RolePolicy": { to: { role: "role" } },
  "aws:iam/userPolicy:UserPolicy": { to: { user: "user" } },
  "aws:iam/groupPolicy:GroupPolicy": { to: { group: "group" } },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    to: { role: "role" },
    policies: "policyArn",
  },
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": {
    to: { user: "user" },
    policies: "policyArn",
  },
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": {
    to: { group: "group" },
    policies: "policyArn",
  },
  "aws:iam/policyAttachment:PolicyAttachment": {
    to: { role: "roles", user: "users", group: "groups" },
    policies: "policyArn",
  },
  "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": {
    to: { role: "roleName" },
    policies: "policyArns",
  },
  "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": {
    to: { user: "userName" },
    policies: "policyArns",
  },
  "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": {
    to: { group: "groupName" },
    policies: "policyArns",
  },
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": { to: toPermissionSet },
  "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment": {
    to: toPermissionSet,
    policies: "managedPolicyArn",
  },
  "aws:ssoadmin/managedPolicyAttachmentsExclusive:ManagedPolicyAttachmentsExclusive": {
    to: toPermissionSet,
    policies: "managedPolicyArns",
  },
  "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment": {
    to: toPermissionSet,
    policies: "customerManagedPolicyReference",
  },
  "aws:ssoadmin/customerManagedPolicyAttachmentsExclusive:CustomerManagedPolicyAttachmentsExclusive":
    { to: toPermissionSet, policies: "customerManagedPolicyReferences" },
};

/** Types that put users into groups, with the properties that name both. */
export const membershipTypes: Readonly<Record<string, { user: string; group: string }>> = {
  "aws:iam/userGroupMembership:UserGroupMembership": { user: "user", group: "groups" },
  "aws:iam/groupMembership:GroupMembership": { user: "users", group: "group" },
};

/** Type that gives a permission set its boundary. */
export const setBoundaryType =
  "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment";

/** Every type that rules on effective permissions look at. */
export const permissionTypes: readonly string[] = [
  ...Object.values(principalTypes),
  policyType,
  ...Object.keys(attachmentTypes),
  ...Object.keys(membershipTypes),
];
