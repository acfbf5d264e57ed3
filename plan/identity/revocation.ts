import { type PolicyDocument, policyDocument } from "../document";

/** An inline policy as plan data. */
export interface InlinePolicyPlan {
  /** Name, unique within the role. */
  readonly name: string;
  /** The policy. */
  readonly document: PolicyDocument;
}

/**
 * The inline policy that every role carries, so that its sessions can be revoked without an update of the stack.
 * Revoking puts the time of the incident in place of this one, which no session is older than. The name is the
 * one that the IAM console uses: it then rewrites this policy, and the role's exclusive list does not undo it
 * (IAM User Guide, "Revoke IAM role temporary security credentials").
 */
export const revocationPolicy: InlinePolicyPlan = {
  name: "AWSRevokeOlderSessions",
  document: policyDocument([
    {
      Sid: "RevokeOlderSessions",
      Effect: "Deny",
      Action: ["*"],
      Resource: ["*"],
      Condition: { DateLessThan: { "aws:TokenIssueTime": "2000-01-01T00:00:00Z" } },
    },
  ]),
};
