import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { IdentityPlan, RolePlan } from "../../plan/identity";
import { roleNames } from "../../plan/identity";
import type { ArnsByName } from "../documents";
import { documentText } from "../documents";
import { required } from "../find";
import { membersOf, zeroTrust } from "../zero-trust";
import { createOidcProvider } from "./deployment";

/** What identity is made from. */
export interface IdentityArgs {
  /** Every role. */
  readonly plan: IdentityPlan;
  /** ARNs of keys and mesh services that documents refer to. */
  readonly arns: ArnsByName;
}

type RoleNames = ReturnType<typeof roleNames>;

interface PoliciesArgs {
  readonly plan: RolePlan;
  readonly identity: IdentityPlan;
  readonly arns: ArnsByName;
}

/** Every role of the estate, each with its own policy, a permissions boundary, and nothing else attached. */
export class Identity extends pulumi.ComponentResource {
  /** ARNs of roles by key, for example `orbit-task`. */
  readonly roleArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    const { documents, roles: planned } = args.plan;
    const owned = planned.map(({ service, key }) => ({ service, name: roleNames(name, key).role }));
    const declared = zeroTrust({ documents, members: membersOf({ roles: owned }) });
    super("agent-runtime:identity:Identity", name, { zeroTrust: declared }, opts);
    const providers = Object.fromEntries(
      args.plan.providers.map((plan) => [
        plan.key,
        createOidcProvider(`${name}-${plan.key}`, plan, this),
      ]),
    );
    const roles: Record<string, iam.Role> = {};
    for (const plan of args.plan.roles) {
      // AWS refuses a trust policy that names a role which does not exist.
      const trusted = plan.trusts.map((key) =>
        required<pulumi.Resource>({ ...providers, ...roles }, key),
      );
      roles[plan.key] = this.#createRole(name, plan, { ...args, trusted });
    }
    this.roleArns = Object.fromEntries(Object.entries(roles).map(([key, role]) => [key, role.arn]));
    this.registerOutputs({ roleArns: this.roleArns });
  }

  #createRole(
    name: string,
    plan: RolePlan,
    {
      plan: identity,
      arns,
      trusted,
    }: IdentityArgs & { readonly trusted: readonly pulumi.Resource[] },
  ): iam.Role {
    const names = roleNames(name, plan.key);
    const boundary = new iam.Policy(
      names.boundary,
      {
        name: plan.boundaryName,
        path: identity.path,
        description: `Permissions boundary of ${plan.name}`,
        policy: documentText(plan.boundary, arns),
        tags: plan.tags,
      },
      { parent: this },
    );
    const role = new iam.Role(
      names.role,
      {
        name: plan.name,
        path: identity.path,
        description: plan.description,
        assumeRolePolicy: documentText(plan.trustPolicy),
        maxSessionDuration: identity.sessionSeconds,
        permissionsBoundary: boundary.arn,
        tags: plan.tags,
      },
      { parent: this, dependsOn: [...trusted] },
    );
    this.#createPolicies(names, role, { plan, identity, arns });
    return role;
  }

  /** The role's own policy and the place of a revocation: whatever else is attached to it is removed. */
  #createPolicies(names: RoleNames, role: iam.Role, { plan, identity, arns }: PoliciesArgs): void {
    const policies = [
      new iam.RolePolicy(
        names.revocation,
        {
          name: identity.revocation.name,
          role: role.name,
          policy: documentText(identity.revocation.document),
        },
        // A revocation stands until somebody ends it: an update does not let revoked sessions in again.
        { parent: this, ignoreChanges: ["policy"] },
      ),
    ];
    if (plan.policy !== undefined) {
      policies.push(
        new iam.RolePolicy(
          names.role,
          { name: "permissions", role: role.name, policy: documentText(plan.policy, arns) },
          { parent: this },
        ),
      );
    }
    new iam.RolePoliciesExclusive(
      names.role,
      { roleName: role.name, policyNames: policies.map((policy) => policy.name) },
      { parent: this },
    );
    new iam.RolePolicyAttachmentsExclusive(
      names.role,
      {
        roleName: role.name,
        policyArns: this.#attachPolicies(names, role, { plan, identity, arns }),
      },
      { parent: this },
    );
  }

  #attachPolicies(names: RoleNames, role: iam.Role, { plan, identity, arns }: PoliciesArgs) {
    return plan.attached.map(({ name, document }, index) => {
      const policy = new iam.Policy(
        names.attached(index),
        {
          name,
          path: identity.path,
          description: `Permissions of ${plan.name}`,
          policy: documentText(document, arns),
          tags: plan.tags,
        },
        { parent: this },
      );
      new iam.RolePolicyAttachment(
        names.attached(index),
        { role: role.name, policyArn: policy.arn },
        { parent: this },
      );
      return policy.arn;
    });
  }
}
