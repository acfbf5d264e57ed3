import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { principalTypes } from "../iam/effective/attachment-types";
import { type Principal, principalsOf } from "../iam/effective/principals";
import { speaksOf } from "../iam/effective/reach";
import { statementsOf } from "../iam/effective/sources";
import type { Statement } from "../iam/statement";
import { favourableKeys } from "./favourable-keys";
import type { Question } from "./verdicts";

/** Whether a role can change what limits it. */
export interface OwnLimitQuestion extends Question {
  /** Role. */
  readonly role: StackResource;
  /** Action that would change the limit. */
  readonly action: string;
}

// IAM User Guide, "Permissions boundaries for IAM entities": what changes a role's permissions, boundary or trust.
const onRole: readonly string[] = [
  "iam:AttachRolePolicy",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:UpdateAssumeRolePolicy",
];

const onBoundary: readonly string[] = [
  "iam:CreatePolicyVersion",
  "iam:DeletePolicy",
  "iam:DeletePolicyVersion",
  "iam:SetDefaultPolicyVersion",
];

/** The questions that must be denied: for each role whose policies speak of such an action. */
export function ownLimitQuestions(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly OwnLimitQuestion[] {
  return principalsOf(stack, context).flatMap((principal): readonly OwnLimitQuestion[] => {
    const { kind, resource: role, boundary } = principal;
    if (kind !== "role" || role === undefined) return [];
    const limit = boundary.kind === "known" ? boundary.source.carrier : undefined;
    const isPolicy = limit?.type === "aws:iam/policy:Policy";
    return [
      ...questions(principal, { role, actions: onRole, resource: role }),
      ...(limit !== undefined && isPolicy
        ? questions(principal, { role, actions: onBoundary, resource: limit })
        : []),
    ];
  });
}

interface Changed {
  readonly role: StackResource;
  readonly actions: readonly string[];
  readonly resource: StackResource;
}

function questions(
  principal: Principal,
  { role, actions, resource }: Changed,
): readonly OwnLimitQuestion[] {
  const grants = principal.sources.flatMap(statementsOf).filter(({ effect }) => effect === "Allow");
  return actions.flatMap((action) => {
    const speaking = grants.filter((grant) => speaksOf(grant, action.toLowerCase()) !== "no");
    if (speaking.length === 0) return [];
    return [question({ role, action, resource }, speaking)];
  });
}

const question = (
  { role, action, resource }: Omit<Changed, "actions"> & { readonly action: string },
  grants: readonly Statement[],
): OwnLimitQuestion => ({
  role,
  action,
  who: role.name,
  purpose: `to use ${action} on ${resource === role ? "itself" : resource.name}`,
  requests: grants.map((grant) => ({
    caller: { kind: "role", role },
    action,
    resource,
    keys: favourableKeys([grant]),
  })),
  subject: role,
  path: "",
});

/** Types that the questions are about. */
export const ownLimitTypes: readonly string[] = [principalTypes.role, "aws:iam/policy:Policy"];
