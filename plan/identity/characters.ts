import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";

/** Most characters of a policy that can be attached, or bound a role ("IAM and AWS STS quotas", IAM User Guide). */
export const maxPolicyCharacters = 6144;

/** Characters of a document as it is sent: minified, with the longest ARN in place of each reference. */
export function countCharacters(
  { environment: { partition, region, accountId } }: PlanContext,
  document: PolicyDocument,
): number {
  // Keys have the longest ARNs of what documents refer to; the id is a UUID.
  const longestArn = `arn:${partition}:kms:${region}:${accountId}:key/${"0".repeat(36)}`;
  return JSON.stringify({
    ...document,
    Statement: document.Statement.map(({ Resource, ...statement }) => ({
      ...statement,
      Resource: Resource?.map((resource) =>
        typeof resource === "string" ? resource : `${longestArn}${resource.suffix ?? ""}`,
      ),
    })),
  }).length;
}
