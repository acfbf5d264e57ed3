import type { CheckContext, JudgedStack, StackResource } from "../../engine/rule";
import { documentsOf } from "../locations";
import type { PolicySource } from "./sources";

const policyType = "aws:organizations/policy:Policy";
const attachmentType = "aws:organizations/policyAttachment:PolicyAttachment";

/**
 * Service control policies of the stack that certainly bound its principals: those attached to the one
 * account that is ours. A policy on a unit or the root may pass our account by, and none bounds the
 * management account. What such a policy allows is not read: the neutral policy may be attached beside it.
 */
export function organizationDenials(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly PolicySource[] {
  const [account, ...others] = context.accounts;
  const isManagement = stack.ofType("aws:organizations/organization:Organization").length > 0;
  if (account === undefined || others.length > 0 || isManagement) return [];
  const policies = stack
    .ofType(attachmentType)
    .filter(({ properties }) => properties["targetId"] === account)
    .flatMap((attachment) => stack.referred(attachment, "policyId", [policyType]))
    .filter(isControlPolicy);
  return [...new Set(policies)].flatMap((policy) =>
    documentsOf(policy, context).map(({ path, document }) => ({
      carrier: policy,
      path,
      document,
      isStored: false,
    })),
  );
}

const isControlPolicy = ({ properties }: StackResource): boolean =>
  (properties["type"] ?? "SERVICE_CONTROL_POLICY") === "SERVICE_CONTROL_POLICY";
