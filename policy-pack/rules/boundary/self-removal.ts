import type { JudgedStack, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { takesIn } from "../../iam/effective/arn-patterns";
import { policyType, principalTypes } from "../../iam/effective/attachment-types";
import {
  boundedTypes,
  everythingInside,
  type UsedBoundary,
  usedBoundaries,
} from "../../iam/effective/bounded";
import { gapsOf } from "../../iam/effective/gaps";
import { actionsOf, type Holding, holdingsOf, pairOf } from "../../iam/effective/holdings";
import { demandsBoundary } from "../../iam/effective/same-boundary";
import { statementsOf } from "../../iam/effective/sources";
import { all, any, not, type Truth } from "../../iam/effective/truth";

/** What an action does to a boundary, and on what. */
interface Change {
  /** Words for messages. */
  readonly does: string;
  /** Type of the holder it acts on, of the boundary itself, or nothing when it makes somebody new. */
  readonly on: string | undefined;
  /** Whether it is harmless when it demands the same boundary. */
  readonly mayDemand: boolean;
}

const { role, user } = principalTypes;

const changes: Readonly<Record<string, Change>> = {
  "iam:DeleteRolePermissionsBoundary": { does: "removes it", on: role, mayDemand: false },
  "iam:DeleteUserPermissionsBoundary": { does: "removes it", on: user, mayDemand: false },
  "iam:PutRolePermissionsBoundary": { does: "replaces it", on: role, mayDemand: true },
  "iam:PutUserPermissionsBoundary": { does: "replaces it", on: user, mayDemand: true },
  "iam:CreatePolicyVersion": { does: "rewrites it", on: policyType, mayDemand: false },
  "iam:SetDefaultPolicyVersion": { does: "reverts it", on: policyType, mayDemand: false },
  "iam:CreateRole": { does: "makes a role without it", on: undefined, mayDemand: true },
  "iam:CreateUser": { does: "makes a user without it", on: undefined, mayDemand: true },
};

const actions = actionsOf(Object.keys(changes));

/** A boundary must not let its holder get rid of it. */
export const boundarySelfRemoval: StackRule = {
  id: "boundary/self-removal",
  title: "Boundaries protect themselves",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [policyType, ...boundedTypes],
  why: "A holder who can remove, replace or rewrite the boundary, or make somebody without it, has no boundary.",
  fix: "Deny these actions in the boundary, and allow iam:CreateRole only where iam:PermissionsBoundary equals this boundary.",
  decides:
    "Whether the boundary leaves its holders an action that removes, replaces or rewrites it, or makes roles and users that lack it.",
  cannotDecide: "Boundaries outside the stack are not read.",
  frameworks: familyFrameworks.boundary,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Effect":"Deny","Action":["iam:DeleteRolePermissionsBoundary","iam:PutRolePermissionsBoundary","iam:CreatePolicyVersion"],"Resource":"*"}',
    fail: '{"Effect":"Allow","Action":"iam:DeleteRolePermissionsBoundary","Resource":"*"}',
  },
  check: (stack, context) => usedBoundaries(stack, context).flatMap((used) => judge(stack, used)),
};

function judge(stack: JudgedStack, used: UsedBoundary): readonly StackObservation[] {
  const inside = everythingInside(used.source);
  const byPlace = new Map<string, { holding: Holding; truth: Truth }>();
  for (const holding of holdingsOf(inside, actions)) {
    const truth = all([holding.certainty, effectOf(stack, used, holding)]);
    const key = `${holding.path}${holding.reach.path}`;
    if (truth !== "no" && byPlace.get(key)?.truth !== "yes") byPlace.set(key, { holding, truth });
  }
  return [
    ...[...byPlace.values()].map(({ holding, truth }) => observation(used, holding, truth)),
    ...gapsOf(inside, actions).map(
      ({ carrier, path, message }): StackObservation => ({
        resource: carrier,
        verdict: "undecided",
        path,
        message,
      }),
    ),
  ];
}

function effectOf(stack: JudgedStack, { source, holders }: UsedBoundary, holding: Holding): Truth {
  const { action, reach, statement } = holding;
  const change = changes[action];
  if (change === undefined) return "no";
  const subjects: readonly StackResource[] =
    change.on === policyType ? [source.carrier] : holders.filter(({ type }) => type === change.on);
  const meets =
    change.on === undefined ? "yes" : any(subjects.map((subject) => takesIn(reach, subject)));
  const demanded = change.mayDemand
    ? demandsBoundary(
        { stack, boundary: source.carrier },
        { statement, action, statements: statementsOf(source) },
      )
    : "no";
  return all([meets, not(demanded)]);
}

function observation(
  { source, holders }: UsedBoundary,
  holding: Holding,
  truth: Truth,
): StackObservation {
  const does = changes[holding.action]?.does ?? "changes it";
  const isCreation = changes[holding.action]?.on === undefined;
  return {
    resource: source.carrier,
    verdict: truth === "yes" ? "fail" : "undecided",
    path: holding.path,
    message: `The boundary lets its holder use ${pairOf(holding)}, which ${does}.`,
    fix: isCreation
      ? `Add Condition {"StringEquals": {"iam:PermissionsBoundary": "<ARN of ${source.carrier.name}>"}} to the statement.`
      : `Add a statement that denies ${holding.action} on "*".`,
    value: pairOf(holding),
    evidence: holders.map(({ urn }) => ({ urn, path: "/permissionsBoundary" })),
  };
}
