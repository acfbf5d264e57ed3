import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import type { IdentityPlan, RolePlan } from "../../plan/identity";
import { roleNames } from "../../plan/identity";
import type { ArnsByName } from "../documents";
import { documentText } from "../documents";
import { required } from "../find";
import { membersOf, zeroTrust } from "../zero-trust";

/** What identity is made from. */
export interface IdentityArgs {
  /** Every role. */
  readonly plan: IdentityPlan;
  /** ARNs of keys and mesh services that documents refer to. */
  readonly arns: ArnsByName;
}

/** Every role of the estate, each with one inline policy and a permissions boundary of its own. */
export class Identity extends pulumi.ComponentResource {
  /** ARNs of roles by key, for example `orbit-task`. */
  readonly roleArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: IdentityArgs, opts?: pulumi.ComponentResourceOptions) {
    const { documents, roles: planned } = args.plan;
    const owned = planned.map(({ service, key }) => ({ service, name: roleNames(name, key).role }));
    const declared = zeroTrust({ documents, members: membersOf({ roles: owned }) });
    super("agent-runtime:identity:Identity", name, { zeroTrust: declared }, opts);
    const roles: Record<string, iam.Role> = {};
    for (const plan of args.plan.roles) {
      // AWS refuses a trust policy that names a role which does not exist.
      const trusted = plan.trusts.map((key) => required(roles, key));
      roles[plan.key] = this.#createRole(name, plan, { ...args, trusted });
    }
    this.roleArns = Object.fromEntries(Object.entries(roles).map(([key, role]) => [key, role.arn]));
    this.registerOutputs({ roleArns: this.roleArns });
  }

  #createRole(
    name: string,
    plan: RolePlan,
    { plan: identity, arns, trusted }: IdentityArgs & { readonly trusted: readonly iam.Role[] },
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
    if (plan.policy !== undefined) {
      new iam.RolePolicy(
        names.role,
        { name: "permissions", role: role.name, policy: documentText(plan.policy, arns) },
        { parent: this },
      );
    }
    return role;
  }
}
