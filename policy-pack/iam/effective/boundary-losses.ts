import type { JudgedStack, StackResource } from "../../engine/rule";
import { takesIn } from "./arn-patterns";
import { policyType, principalTypes } from "./attachment-types";
import { everythingInside, type UsedBoundary } from "./bounded";
import { actionsOf, type Holding, holdingsOf } from "./holdings";
import { demandsBoundary } from "./same-boundary";
import { statementsOf } from "./sources";
import { all, any, not, type Truth } from "./truth";

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

/** The actions by which a holder could lose a boundary. */
export const boundaryActions = actionsOf(Object.keys(changes));

/** An action inside a boundary by which its holder could lose it. */
export interface BoundaryLoss {
  /** What allows it. */
  readonly holding: Holding;
  /** What it does, in words. */
  readonly does: string;
  /** Whether it makes somebody new who lacks the boundary. */
  readonly isCreation: boolean;
  /** `maybe` when something unknown decides. */
  readonly certainty: Exclude<Truth, "no">;
}

/** The ways in which a boundary lets its holders lose it, one for each place in its document (POL-172). */
export function boundaryLosses(stack: JudgedStack, used: UsedBoundary): readonly BoundaryLoss[] {
  const byPlace = new Map<string, BoundaryLoss>();
  for (const holding of holdingsOf(everythingInside(used.source), boundaryActions)) {
    const change = changes[holding.action];
    if (change === undefined) continue;
    const certainty = all([holding.certainty, loses(stack, used, { holding, change })]);
    const key = `${holding.path}|${holding.reach.path}`;
    // Certainty comes first: a pattern may hold one action for certain and another perhaps.
    if (certainty === "no" || byPlace.get(key)?.certainty === "yes") continue;
    const isCreation = change.on === undefined;
    byPlace.set(key, { holding, does: change.does, isCreation, certainty });
  }
  return [...byPlace.values()];
}

function loses(
  stack: JudgedStack,
  { source, holders }: UsedBoundary,
  {
    holding: { action, reach, statement },
    change,
  }: { readonly holding: Holding; readonly change: Change },
): Truth {
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
