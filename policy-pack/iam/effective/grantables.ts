import { covers, intersects } from "../pattern";
import type { Entry, Statement } from "../statement";
import type { Principal } from "./principals";
import { meetsReach, type Reach, reachesOf } from "./reach";
import { type PolicySource, statementsOf } from "./sources";
import { all, any, decided, not, type Truth } from "./truth";

/** One action entry of an allowing statement, and whether the boundary lets some of it through. */
export interface Grantable {
  /** Document. */
  readonly source: PolicySource;
  /** JSON pointer of the entry. */
  readonly path: string;
  /** Action as written. */
  readonly action: string;
  /** Resources of the statement. */
  readonly reaches: readonly Reach[];
  /** Whether the boundary allows any of it. */
  readonly isInside: Truth;
}

/** The action entries that a principal is allowed by its documents. */
export function grantablesOf({ sources, boundary }: Principal): readonly Grantable[] {
  if (boundary.kind !== "known") return [];
  const limits = statementsOf(boundary.source).filter(({ effect }) => effect === "Allow");
  return sources.flatMap((source) =>
    statementsOf(source)
      .filter(({ effect, unknown }) => effect === "Allow" && !unknown)
      .flatMap((statement) =>
        entriesOf(statement).map((entry) => grantable(source, { statement, entry, limits })),
      ),
  );
}

/** JSON pointers of what is unknown in the allowing statements of a document. */
export function unknownsIn(source: PolicySource): readonly string[] {
  return statementsOf(source)
    .filter(({ effect }) => effect === "Allow")
    .flatMap(({ unknown, path, ...statement }) => {
      const entries = [
        ...statement.actions,
        ...statement.notActions,
        ...statement.resources,
        ...statement.notResources,
      ];
      const leaves = entries.filter(({ kind }) => kind === "unknown").map((entry) => entry.path);
      return unknown ? [path] : leaves;
    });
}

interface Candidate {
  readonly statement: Statement;
  readonly entry: ActionEntry;
  readonly limits: readonly Statement[];
}

/** An action entry; an exclusion counts as one entry that is everything else. */
interface ActionEntry {
  readonly path: string;
  readonly text: string;
  readonly meets: (entry: Entry) => Truth;
}

function grantable(source: PolicySource, { statement, entry, limits }: Candidate): Grantable {
  const reaches = reachesOf(statement);
  const isInside = any(
    limits.map((limit) =>
      all([
        limit.unknown ? "maybe" : meetsActions(limit, entry),
        any(reaches.map((reach) => meetsReach(limit, reach))),
      ]),
    ),
  );
  const path = source.isStored ? source.path : entry.path;
  return { source, path, action: entry.text, reaches, isInside };
}

function meetsActions({ actions, notActions }: Statement, entry: ActionEntry): Truth {
  const listed = any(actions.map(entry.meets));
  if (notActions.length === 0) return listed;
  const excluded = any(
    notActions.map((other): Truth => {
      if (other.kind === "unknown") return "maybe";
      return decided(
        other.kind === "text" && covers(other.text.toLowerCase(), entry.text.toLowerCase()),
      );
    }),
  );
  return any([listed, not(excluded)]);
}

function entriesOf({ actions, notActions }: Statement): readonly ActionEntry[] {
  const listed = actions.flatMap((action) => (action.kind === "text" ? [entryOf(action)] : []));
  const [first] = notActions;
  if (first === undefined) return listed;
  // What an exclusion leaves is nearly everything, and meets whatever a boundary allows.
  return [...listed, { path: first.path, text: "*", meets: () => "yes" }];
}

const entryOf = ({ text, path }: Extract<Entry, { kind: "text" }>): ActionEntry => ({
  path,
  text,
  meets: (other) => {
    if (other.kind === "unknown") return "maybe";
    return decided(
      other.kind === "text" && intersects(other.text.toLowerCase(), text.toLowerCase()),
    );
  },
});
