import type { PlanContext } from "../context";
import { type PolicyDocument, policyDocument } from "../document";
import { accountGuardrails } from "./account-guardrails";
import type { OrganizationInputs } from "./conditions";
import { dataPerimeter } from "./data-perimeter";
import { stackGuardrails } from "./stack-guardrails";

export type { OrganizationInputs } from "./conditions";

/** A policy of the organization. It is written down for review and never applied by a stack. */
export interface OrganizationPolicyPlan {
  /** Stable key, the name of its file. */
  readonly key: "account-guardrails" | "stack-guardrails" | "data-perimeter";
  /** Name that it should have in the organization. */
  readonly name: string;
  /** Type, as Organizations calls it. */
  readonly type: "SERVICE_CONTROL_POLICY" | "RESOURCE_CONTROL_POLICY";
  /** What it is for. */
  readonly description: string;
  /** The policy. */
  readonly document: PolicyDocument;
}

/** Most characters of a service or resource control policy (Organizations User Guide, "Quotas and service limits"). */
export const maxPolicyCharacters = 5120;

/**
 * Policies for the account of a stack. What guards the account itself comes from the stack that owns it: another
 * stack of the account has administrators of its own, who would lock each other out. Deployers that configuration
 * names are administrators, too.
 */
export function planOrganizationPolicies(
  context: PlanContext,
  { organizationId, administratorArns }: OrganizationInputs,
): readonly OrganizationPolicyPlan[] {
  const { config, names } = context;
  const administrators = new Set([...config.identity.deployerArns, ...administratorArns]);
  const inputs = { organizationId, administratorArns: [...administrators] };
  const account: OrganizationPolicyPlan = {
    key: "account-guardrails",
    name: names.name("account-guardrails"),
    type: "SERVICE_CONTROL_POLICY",
    description: "Keeps the account in the organization, watched, and without use of its root user",
    document: policyDocument(accountGuardrails(context, inputs)),
  };
  return [
    ...(config.accountBaseline === "owner" ? [account] : []),
    {
      key: "stack-guardrails",
      name: names.name("stack-guardrails"),
      type: "SERVICE_CONTROL_POLICY",
      description: "Keeps roles, boundaries, keys and evidence from all but their administrators",
      document: policyDocument(stackGuardrails(context, inputs)),
    },
    {
      key: "data-perimeter",
      name: names.name("data-perimeter"),
      type: "RESOURCE_CONTROL_POLICY",
      description: "Keeps data and roles from principals outside the organization",
      document: policyDocument(dataPerimeter(inputs)),
    },
  ];
}

/** A policy's text as Organizations counts it: without white space. */
export const organizationPolicyText = ({ document }: OrganizationPolicyPlan): string =>
  JSON.stringify(document);
