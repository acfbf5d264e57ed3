import type { CheckContext, JudgedResource, Observation } from "../engine/rule";
import { shortHash } from "../engine/semantic-path";
import type { Canceller } from "./denials";
import { cancelling } from "./denials";
import type { Entry, Statement, TextEntry } from "./document";
import type { DocumentKind, LocatedDocument } from "./locations";
import { documentsOf } from "./locations";
import { entryText } from "./sides";

export { hasWildcard } from "./pattern";

/** Where a statement stands. */
export interface StatementSite extends Omit<LocatedDocument, "document"> {
  /** Version of the document; undefined when it is absent or unknown. */
  readonly version: string | undefined;
  /** Whether the version is there but unknown. */
  readonly versionUnknown: boolean;
  /** Resource that carries the document. */
  readonly resource: JudgedResource;
  /** What the check may use. */
  readonly context: CheckContext;
}

/** Judges one statement. */
export type StatementCheck = (
  statement: Statement,
  kind: DocumentKind,
  site: StatementSite,
) => readonly Observation[];

/** Judges a resource. */
export type ResourceCheck = (
  resource: JudgedResource,
  context: CheckContext,
) => readonly Observation[];

/**
 * Runs a check over every statement of every document of a resource. What is known is judged even where a
 * neighbour is unknown; a document that is unknown as a whole is undecided.
 */
export function checkStatements(
  check: StatementCheck,
  kinds: readonly DocumentKind[],
): ResourceCheck {
  return (resource, context) =>
    documentsOf(resource, context)
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ document, ...located }) => {
        if (document.kind === "unknown") {
          return [
            undecided(
              document.path,
              "The document is unknown and no component declares its statements.",
            ),
          ];
        }
        const { version, versionUnknown } = document;
        const site = { ...located, version, versionUnknown, resource, context };
        return document.statements.flatMap((statement) =>
          statement.unknown
            ? [undecided(statement.path, "The statement is unknown.")]
            : check(statement, located.kind, site),
        );
      });
}

/** As `checkStatements`, of the statements that allow something which no denial beside them takes away. */
export function checkAllows(check: StatementCheck, kinds: readonly DocumentKind[]): ResourceCheck {
  return (resource, context) => {
    const cancellers = new Map<string, Canceller>();
    const cancellerOf = (path: string): Canceller => {
      const canceller = cancellers.get(path) ?? cancelling(denialsAt(resource, context, path));
      cancellers.set(path, canceller);
      return canceller;
    };
    const allows: StatementCheck = (statement, kind, site) => {
      if (statement.effect === "Deny") return [];
      const observations = check(statement, kind, site);
      if (observations.length === 0) return [];
      const cancelled = cancellerOf(site.path)(statement);
      if (cancelled === "yes") return [];
      return cancelled === "no" ? observations : observations.map(unlessDenied);
    };
    return checkStatements(allows, kinds)(resource, context);
  };
}

// Denials of one document; those of other documents may apply to other principals.
function denialsAt(
  resource: JudgedResource,
  context: CheckContext,
  path: string,
): readonly Statement[] {
  return documentsOf(resource, context)
    .filter((located) => located.path === path)
    .flatMap(({ document }) => (document.kind === "known" ? document.statements : []))
    .filter(({ effect }) => effect === "Deny");
}

const unlessDenied = (observation: Observation): Observation => ({
  ...observation,
  verdict: "undecided",
  message: `${observation.message} A denial beside it, or what it denies of, is unknown.`,
});

const longestValue = 300;

/** What a finding about actions and resources is waived by: these actions on these resources, and no others. */
export function pairValue(actions: readonly Entry[], resources: readonly Entry[]): string {
  const text =
    resources.length === 0 ? listed(actions) : `${listed(actions)} on ${listed(resources)}`;
  return text.length > longestValue ? `${text.slice(0, longestValue)}…${shortHash(text)}` : text;
}

// Every finding about a statement lists the same entries.
const lists = new WeakMap<readonly Entry[], string>();

function listed(entries: readonly Entry[]): string {
  const text =
    lists.get(entries) ??
    entries.map((entry) => (entryText(entry) ?? "?").replaceAll("\u0001", "")).join(", ");
  lists.set(entries, text);
  return text;
}

/** An observation that the rule is violated. */
export const fail = (path: string, message: string): Observation => ({
  verdict: "fail",
  path,
  message,
});

/** An observation that the rule cannot be decided. */
export const undecided = (path: string, message: string): Observation => ({
  verdict: "undecided",
  path,
  message,
  fix: "Compute the value from names, or declare the statement in the component's zeroTrust input.",
});

/** Judges each entry of an element: text by the given check, unknown entries as undecided. */
export function eachEntry(
  entries: readonly Entry[],
  judge: (entry: TextEntry) => readonly Observation[],
): readonly Observation[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "unknown") return [undecided(entry.path, "The value is unknown.")];
    return entry.kind === "text" ? judge(entry) : [];
  });
}
