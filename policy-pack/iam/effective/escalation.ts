import { isEveryAction } from "../pattern";
import {
  type EscalationPath,
  type EscalationStep,
  escalationPaths,
  passRole,
} from "./escalation-paths";
import { actionsOf, type Holding, holdingsOf } from "./holdings";
import { passableTo } from "./passing";
import type { Principal } from "./principals";
import { isNamedReach } from "./reach";
import type { SaturatedRoles } from "./saturated-roles";
import { all, any, decided, not, type Truth } from "./truth";

/** A path that a principal can go. */
export interface Escalation {
  /** Path. */
  readonly path: EscalationPath;
  /** What makes it possible, one for each step. */
  readonly holdings: readonly Holding[];
  /** `maybe` when something unknown decides. */
  readonly certainty: Exclude<Truth, "no">;
}

const createRole = "iam:CreateRole";

/** The actions that paths are made of, and the one by which a role comes back without its boundary. */
export const escalationActions = actionsOf([
  ...escalationPaths.flatMap(({ steps }) => steps.flatMap(({ anyOf }) => anyOf)),
  createRole,
]);

/**
 * The paths a principal can go with everything it holds together (POL-143). Conditions do not matter
 * (POL-136), except that a role which can be passed to one service only is not passed to another. An action
 * list of everything is left out: iam/wildcard-action reports that cause. A saturated role gains nothing by an inline
 * policy, unless whoever writes it may also put an unbounded role in its place.
 */
export function escalationsOf(
  principal: Principal,
  saturated: SaturatedRoles,
): readonly Escalation[] {
  const byAction = new Map<string, Holding[]>();
  for (const holding of holdingsOf(principal, escalationActions)) {
    if (isEverything(holding)) continue;
    const list = byAction.get(holding.action);
    if (list === undefined) byAction.set(holding.action, [holding]);
    else list.push(holding);
  }
  if (byAction.size === 0) return [];
  const recreates = any((byAction.get(createRole) ?? []).map(({ certainty }) => certainty));
  const isHarmless = ({ reach }: Holding) => all([not(recreates), saturated.has(reach)]);
  return escalationPaths.flatMap((path) => escalation(path, byAction, isHarmless));
}

/** Whether a holding comes from an action list of everything. */
export const isEverything = ({ entry }: Holding): boolean =>
  entry?.kind === "text" && isEveryAction(entry.text);

function escalation(
  path: EscalationPath,
  byAction: ReadonlyMap<string, readonly Holding[]>,
  isHarmless: (holding: Holding) => Truth,
): readonly Escalation[] {
  const chosen: Holding[] = [];
  const truths: Truth[] = [];
  for (const step of path.steps) {
    const judged = step.anyOf
      .flatMap((action) => byAction.get(action) ?? [])
      .map((holding) => {
        const gains = path.isHarmlessOnSaturated === true ? not(isHarmless(holding)) : "yes";
        return { holding, truth: all([serves(path, step, holding), gains]) };
      });
    const best = choose(judged, chosen);
    if (best === undefined) return [];
    chosen.push(best);
    truths.push(any(judged.map(({ truth }) => truth)));
  }
  const certainty = all(truths);
  return certainty === "no" ? [] : [{ path, holdings: chosen, certainty }];
}

// Of several ways to take a step, one that needs no further statement makes the shorter finding.
function choose(
  judged: readonly { readonly holding: Holding; readonly truth: Truth }[],
  chosen: readonly Holding[],
): Holding | undefined {
  const certain = judged.filter(({ truth }) => truth === "yes");
  const usable = certain.length > 0 ? certain : judged.filter(({ truth }) => truth === "maybe");
  const isChosen = ({ holding }: { readonly holding: Holding }) =>
    chosen.some(({ statement }) => statement === holding.statement);
  return (usable.find(isChosen) ?? usable[0])?.holding;
}

function serves(path: EscalationPath, step: EscalationStep, holding: Holding): Truth {
  return all([
    holding.certainty,
    step.onPatternOnly === true ? not(isNamedReach(holding.reach)) : "yes",
    path.isHarmlessOnSelf === true ? not(isSelf(holding)) : "yes",
    holding.action === passRole && path.passedTo !== undefined
      ? passableTo(holding.statement, path.passedTo)
      : "yes",
  ]);
}

// The usual way to let users look after their own keys and passwords (IAM User Guide).
function isSelf({ reach }: Holding): Truth {
  if (reach.kind === "complement" || reach.entry.kind === "reference") return "no";
  if (reach.entry.kind === "unknown") return "maybe";
  return decided(/:user\/(?:[^*?]*\/)?\$\{aws:username\}$/.test(reach.entry.text));
}
