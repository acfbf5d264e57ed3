import type { Conditions, Statement } from "../document";
import type { OrganizationInputs } from "./conditions";

// Services that hold the estate's data or hand out its roles, and whose resources these policies reach.
const dataActions = ["kms:*", "s3:*", "secretsmanager:*", "sqs:*"];

// A customer's resource control policy may deny alone, and names everybody (Organizations User Guide, "RCP syntax").
const refuse = (Sid: string, Action: readonly string[], Condition: Conditions): Statement => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action,
  Resource: ["*"],
  Condition,
});

/**
 * Who may reach an organization's data at all. Keys that a request may lack are compared with `IfExists`: a negative
 * operator holds without its key, so that a request without credentials is refused, and requests of AWS services,
 * which belong to no organization, are left out by name and held to the account they act for (IAM-63, BEST-9).
 */
export function dataPerimeter({ organizationId }: OrganizationInputs): readonly Statement[] {
  return [
    // Federation is left out: a web identity belongs to no organization, and the role's trust policy decides.
    refuse("OnlyOrganization", [...dataActions, "sts:AssumeRole", "sts:TagSession"], {
      StringNotEqualsIfExists: { "aws:PrincipalOrgID": organizationId },
      BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
    }),
    // Some services act for no account and send none; all that send one send its organization, too.
    refuse("ServicesForOrganization", [...dataActions, "sts:AssumeRole"], {
      StringNotEqualsIfExists: { "aws:SourceOrgID": organizationId },
      Bool: { "aws:PrincipalIsAWSService": "true" },
      Null: { "aws:SourceAccount": "false" },
    }),
    refuse("OnlyTls", [...dataActions, "sts:*"], {
      BoolIfExists: { "aws:SecureTransport": "false" },
    }),
  ];
}
