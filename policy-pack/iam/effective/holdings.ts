import type { Evidence } from "../../engine/rule";
import { actionFacts } from "../catalogue";
import { hasWildcard } from "../pattern";
import type { Entry, Statement } from "../statement";
import { arnsMeet } from "./arns-meet";
import type { Principal } from "./principals";
import {
  denies,
  meetsReach,
  namesAction,
  type Reach,
  reachesOf,
  reachText,
  speaksOf,
} from "./reach";
import { type PolicySource, statementsOf } from "./sources";
import { all, any, not, type Truth } from "./truth";

/** One action on one reach that a principal may perform. */
export interface Holding {
  /** Action, as the question spelt it. */
  readonly action: string;
  /** Resources. */
  readonly reach: Reach;
  /** Statement that allows it. */
  readonly statement: Statement;
  /** Document with that statement. */
  readonly source: PolicySource;
  /** Entry that names the action; undefined when NotAction lets it through. */
  readonly entry: Entry | undefined;
  /** JSON pointer of what names the action. */
  readonly path: string;
  /** `maybe` when something unknown decides. */
  readonly certainty: Exclude<Truth, "no">;
  /** Why it is not certain. */
  readonly doubt: string;
}

/** Actions to ask for. They are looked up once for each statement, whatever it looks like. */
export interface Actions {
  /** By their names in lower case, as the questions spell them. */
  readonly byName: ReadonlyMap<string, string>;
}

/** Makes actions to ask for. */
export const actionsOf = (names: Iterable<string>): Actions => ({
  byName: new Map([...names].map((name) => [name.toLowerCase(), name])),
});

/**
 * What a principal may do of the given actions: what its documents allow, minus what they, its boundary or
 * its organization deny, as far as its boundary allows it. Conditions on a grant are read as met.
 */
export function holdingsOf(principal: Principal, actions: Actions): readonly Holding[] {
  return principal.sources.flatMap((source) =>
    statementsOf(source)
      .filter(({ effect }) => effect === "Allow")
      .flatMap((statement) =>
        spokenOf(statement, actions).flatMap((action) =>
          reachesOf(statement)
            .filter((reach) => fits(action, reach))
            .flatMap((reach) => holding({ principal, source, statement, action, reach })),
        ),
      ),
  );
}

interface Candidate {
  readonly principal: Principal;
  readonly source: PolicySource;
  readonly statement: Statement;
  readonly action: string;
  readonly reach: Reach;
}

function holding(candidate: Candidate): readonly Holding[] {
  const { source, statement, action, reach } = candidate;
  const [certainty, doubt] = judged(candidate);
  if (certainty === "no") return [];
  const entry = entryOf(statement, action);
  const path = source.isStored
    ? source.path
    : (entry?.path ?? statement.notActions[0]?.path ?? statement.path);
  return [{ action, reach, statement, source, entry, path, certainty, doubt }];
}

function judged({ principal, statement, action, reach }: Candidate): readonly [Truth, string] {
  const asked = { action: action.toLowerCase(), reach, conditions: statement.conditions };
  const denied = any(
    [...principal.sources, ...principal.denials, ...boundarySources(principal)].flatMap((source) =>
      statementsOf(source).map((denial) => denies(denial, asked)),
    ),
  );
  const bounded = insideBoundary(principal, { action: asked.action, reach });
  const truth = all([not(denied), bounded]);
  if (bounded === "maybe") return [truth, "what the permissions boundary allows cannot be seen"];
  return [truth, "whether a denial takes it away is unknown"];
}

const boundarySources = ({ boundary }: Principal): readonly PolicySource[] =>
  boundary.kind === "known" ? [boundary.source] : [];

// Whether a boundary lets an action, given in lower case, through on some of a reach. Its denials are not read.
function insideBoundary(
  { boundary }: Pick<Principal, "boundary">,
  { action, reach }: { action: string; reach: Reach },
): Truth {
  if (boundary.kind === "absent") return "yes";
  if (boundary.kind === "unseen" || boundary.source.document.kind === "unknown") return "maybe";
  return any(
    statementsOf(boundary.source)
      .filter(({ effect }) => effect === "Allow")
      .map((statement) => all([speaksOf(statement, action), meetsReach(statement, reach)])),
  );
}

// Full names are by far the most frequent: only patterns are compared with every action. What may be an
// action because its entry is unknown is not listed here but is a gap, reported once.
function spokenOf(statement: Statement, { byName }: Actions): readonly string[] {
  const isPlain =
    statement.notActions.length === 0 &&
    statement.actions.every((entry) => entry.kind === "text" && !hasWildcard(entry.text));
  const candidates = isPlain
    ? statement.actions.map((entry) => (entry.kind === "text" ? entry.text.toLowerCase() : ""))
    : [...byName.keys()].filter((name) => speaksOf(statement, name) === "yes");
  return [...new Set(candidates)].flatMap((name) => byName.get(name) ?? []);
}

const entryOf = (statement: Statement, action: string): Entry | undefined =>
  statement.actions.find((entry) => namesAction(entry, action.toLowerCase()) === "yes");

/** Whether an action can be performed on a reach at all: each action takes resources of certain types. */
export function fits(action: string, reach: Reach): boolean {
  if (reach.kind === "complement" || reach.entry.kind !== "text") return true;
  const { text } = reach.entry;
  const facts = actionFacts(action);
  if (facts === undefined) return true;
  // Where the catalogue lists no resource type, AWS evaluates the action against `*` alone.
  const targets = facts.resources.length === 0 ? ["*"] : facts.resources;
  return targets.some((target) => (target === "*" ? /^[*?]+$/.test(text) : arnsMeet(target, text)));
}

/** Where a holding stands. */
export const placeOf = ({ source, path }: Pick<Holding, "source" | "path">): Evidence => ({
  urn: source.carrier.urn,
  path,
});

/** The action and resource pair of a holding, as written. */
export function pairOf({ entry, action, reach }: Holding): string {
  const written = entry?.kind === "text" ? entry.text : action;
  return `${written} on ${reachText(reach)}`;
}
