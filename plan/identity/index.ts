import type { PlanContext } from "../context";
import type { DeclaredDocument, PolicyDocument } from "../document";
import { documentReferences } from "../document";
import { planBreakGlassRole } from "./break-glass";
import { planContainmentRole } from "./containment";
import { type OidcProviderPlan, planOidcProviders, planPipelineRoles } from "./deployment";
import { planAccessRoles, planDeliveryRoles, planRelayRoles } from "./estate";
import { planGovernanceRole } from "./governance";
import { planIncidentRoles } from "./incidents";
import { planPeopleRoles } from "./people";
import { planReviewRole } from "./review";
import { type InlinePolicyPlan, revocationPolicy } from "./revocation";
import type { RolePlan } from "./roles";
import { planServiceRoles } from "./services";

export type { OidcProviderPlan } from "./deployment";
export type { RolePlan } from "./roles";

/** Every role of the estate. */
export interface IdentityPlan {
  /** Roles, those that others trust first. */
  readonly roles: readonly RolePlan[];
  /** Providers of tokens that roles trust: at most one, and none where another stack of the account has it. */
  readonly providers: readonly OidcProviderPlan[];
  /** IAM path of roles and boundaries. */
  readonly path: string;
  /** Longest session, in seconds: AWS allows no less for a role, and role chaining no more (IAM-61). */
  readonly sessionSeconds: 3600;
  /** The second inline policy of every role: the place of a revocation of its sessions. */
  readonly revocation: InlinePolicyPlan;
  /** Documents that refer to keys or mesh services. */
  readonly documents: readonly DeclaredDocument[];
}

/** Logical names of a role's resources below the component named `component`. */
export const roleNames = (component: string, key: string) =>
  ({
    role: `${component}-${key}`,
    boundary: `${component}-${key}-boundary`,
    revocation: `${component}-${key}-revocation`,
    attached: (index: number) => `${component}-${key}-attached-${String(index + 1)}`,
  }) as const;

/** Plans roles from declared use alone: nothing is granted that the service graph does not ask for. */
export function planIdentity(context: PlanContext, component: string): IdentityPlan {
  const others = [
    ...Object.keys(context.config.services).flatMap((service) =>
      planServiceRoles(context, service),
    ),
    ...planAccessRoles(context),
    ...planDeliveryRoles(context),
    ...planRelayRoles(context),
    planGovernanceRole(context),
    planContainmentRole(context),
    ...planIncidentRoles(context),
    ...planPeopleRoles(context),
    ...planBreakGlassRole(context),
    ...planPipelineRoles(context),
  ];
  const roles = [
    ...others,
    planReviewRole(
      context,
      others.map(({ name }) => name),
    ),
  ];
  return {
    roles,
    providers: planOidcProviders(context),
    path: context.names.rolePath,
    sessionSeconds: 3600,
    revocation: revocationPolicy,
    documents: roles.flatMap((role) => declaredDocuments(component, role)),
  };
}

function declaredDocuments(component: string, role: RolePlan): readonly DeclaredDocument[] {
  const names = roleNames(component, role.key);
  const declare = (
    id: string,
    target: string,
    document: PolicyDocument | undefined,
  ): readonly DeclaredDocument[] =>
    document === undefined || documentReferences(document).length === 0
      ? []
      : [
          {
            id,
            kind: target === names.boundary ? "boundary" : "identity",
            target,
            property: "policy",
            statements: document.Statement,
          },
        ];
  return [
    ...declare(`${role.key}-identity`, names.role, role.policy),
    ...role.attached.flatMap(({ document }, index) =>
      declare(`${role.key}-identity-${String(index + 1)}`, names.attached(index), document),
    ),
    ...declare(`${role.key}-boundary`, names.boundary, role.boundary),
  ];
}
