import type { Conditions, Statement } from "../document";

/** What organization policies are made from besides a stack's plan. */
export interface OrganizationInputs {
  /** Id of the organization, for example `o-a1b2c3d4e5`. */
  readonly organizationId: string;
  /** Exact ARNs of the roles that deploy and administer the stack: the only ones its guardrails let through. */
  readonly administratorArns: readonly string[];
}

/**
 * Everybody but these roles. `ArnNotEquals` also holds where there is no principal ARN, as in requests of AWS
 * services: they are left out by name (IAM-63).
 */
export const notBy = ({ administratorArns }: OrganizationInputs): Conditions => ({
  ArnNotEquals: { "aws:PrincipalArn": administratorArns },
  BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
});

/** A denial. Service control policies name no principal: they hold for every one of the account. */
export const deny = (
  Sid: string,
  { Action, Resource = ["*"], Condition }: Partial<Statement> & Pick<Statement, "Action">,
): Statement => ({
  Sid,
  Effect: "Deny",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
