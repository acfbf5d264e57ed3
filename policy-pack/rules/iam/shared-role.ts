import type { CheckContext, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { principalTypes } from "../../iam/effective/attachment-types";
import { listed } from "../../iam/effective/escalation-groups";
import { trustOf } from "../../iam/effective/trusted-services";
import { type RoleUse, roleUses, workloadTypes } from "../../iam/effective/workloads";

/** Each role serves one service and one workload. */
export const sharedRole: StackRule = {
  id: "iam/shared-role",
  title: "One role per service and workload",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [principalTypes.role, ...workloadTypes],
  why: "A shared role allows each user what only one of them needs, and tells nobody who acted.",
  fix: "Give each service and each workload a role of its own.",
  decides:
    "Whether a trust policy admits more than one AWS service, and whether more than one workload of the stack runs with the role.",
  cannotDecide:
    "It does not see workloads outside the stack, nor job definitions and node groups, whose roles are shared by design.",
  frameworks: { ...familyFrameworks.iam, nist80053: ["AC-5", "AC-6", "AU-10", "IA-9"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a role trusted by lambda.amazonaws.com, used by one function",
    fail: "a role trusted by lambda.amazonaws.com and ec2.amazonaws.com",
  },
  check: (stack, context) => {
    const uses = roleUses(stack);
    return [
      ...stack.ofType(principalTypes.role).flatMap((role) => trustedTwice(role, context)),
      ...usedTwice(uses),
      ...uses.filter(({ role }) => role === undefined).map(unresolved),
    ];
  },
};

// Lambda@Edge needs both: functions are replicated by one principal and run by the other (CloudFront guide).
const oneService: Readonly<Record<string, string>> = { edgelambda: "lambda" };

function trustedTwice(
  role: StackResource,
  context: Pick<CheckContext, "declared">,
): readonly StackObservation[] {
  const { services, unknown } = trustOf(role, context);
  const byService = new Map(
    services.map((each) => [oneService[each.service] ?? each.service, each] as const),
  );
  const [, second] = [...byService.values()];
  if (second !== undefined) {
    const names = [...byService.values()].map(({ principal }) => principal);
    return [
      {
        resource: role,
        verdict: "fail",
        path: second.path,
        message: `The role is trusted by ${listed(names)}.`,
        fix: `Keep ${names[0] ?? ""} here, and make another role for ${listed(names.slice(1))}.`,
        value: names.join(", "),
      },
    ];
  }
  return unknown.map((path) => ({
    resource: role,
    verdict: "undecided",
    path,
    message: "Which services may assume the role is unknown.",
  }));
}

function usedTwice(uses: readonly RoleUse[]): readonly StackObservation[] {
  const byRole = new Map<StackResource, RoleUse[]>();
  for (const use of uses) {
    if (use.role === undefined) continue;
    byRole.set(use.role, [...(byRole.get(use.role) ?? []), use]);
  }
  return [...byRole].flatMap(([role, own]): readonly StackObservation[] => {
    const workloads = [...new Set(own.map(({ workload }) => workload))];
    if (workloads.length < 2) return [];
    const names = workloads.map(({ name }) => name);
    return [
      {
        resource: role,
        verdict: "fail",
        path: "",
        message: `The role is used by ${listed(names)}.`,
        fix: `Keep the role for ${names[0] ?? ""}, and make another for ${listed(names.slice(1))}.`,
        value: names.join(", "),
        evidence: own.map(({ workload, path }) => ({ urn: workload.urn, path })),
      },
    ];
  });
}

const unresolved = ({ workload, path }: RoleUse): StackObservation => ({
  resource: workload,
  verdict: "undecided",
  path,
  message: "Which role this is cannot be told, nor who else uses it.",
});
