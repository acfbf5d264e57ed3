import { type Actions, fits } from "./holdings";
import type { Gap, Principal } from "./principals";
import { reachesOf } from "./reach";
import { type PolicySource, statementsOf } from "./sources";

/**
 * All that cannot be seen of a principal's permissions and may be one of the actions; unknown leaves of its
 * documents included. An unknown action on a queue, for example, is no action on a role.
 */
export function gapsOf({ sources, gaps }: Principal, actions: Actions): readonly Gap[] {
  return [...gaps, ...sources.flatMap((source) => unseenIn(source, actions))];
}

function unseenIn(source: PolicySource, { byName }: Actions): readonly Gap[] {
  const { carrier, document } = source;
  if (document.kind === "unknown") {
    const message = "The document is unknown and no component declares its statements.";
    return [{ carrier, path: document.path, message }];
  }
  return statementsOf(source)
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => {
      if (statement.unknown) {
        return [{ carrier, path: statement.path, message: "The statement is unknown." }];
      }
      const unknown = [...statement.actions, ...statement.notActions].filter(
        ({ kind }) => kind === "unknown",
      );
      const mayFit = (action: string) => reachesOf(statement).some((reach) => fits(action, reach));
      if (unknown.length === 0 || ![...byName.values()].some(mayFit)) return [];
      return unknown.map(({ path }) => ({ carrier, path, message: "The action is unknown." }));
    });
}

/** Gaps without those that several principals share. */
export function distinctGaps(gaps: readonly Gap[]): readonly Gap[] {
  const byPlace = new Map(gaps.map((gap) => [`${gap.carrier.urn}${gap.path}`, gap]));
  return [...byPlace.values()];
}
