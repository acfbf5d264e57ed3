import type { CheckContext, JudgedResource, Observation } from "../engine/rule";
import type { Entry, Statement } from "./document";
import type { DocumentKind, LocatedDocument } from "./locations";
import { documentsOf } from "./locations";

export { hasWildcard } from "./pattern";

/** Judges one statement that allows something. */
export type StatementCheck = (statement: Statement, kind: DocumentKind) => readonly Observation[];

/**
 * Runs a check over every allowing statement of every document of a resource. What is known is judged even
 * where a neighbour is unknown; a document that is unknown as a whole is undecided.
 */
export function checkAllows(
  check: StatementCheck,
  kinds: readonly DocumentKind[],
): (resource: JudgedResource, context: CheckContext) => readonly Observation[] {
  return (resource, context) =>
    documentsOf(resource, context)
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap((located) => checkDocument(check, located));
}

function checkDocument(check: StatementCheck, { kind, document }: LocatedDocument) {
  if (document.kind === "unknown") {
    return [
      undecided(document.path, "The document is unknown and no component declares its statements."),
    ];
  }
  return document.statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) =>
      statement.unknown
        ? [undecided(statement.path, "The statement is unknown.")]
        : check(statement, kind),
    );
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
  judge: (text: string, path: string) => readonly Observation[],
): readonly Observation[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "unknown") return [undecided(entry.path, "The value is unknown.")];
    return entry.kind === "text" ? judge(entry.text, entry.path) : [];
  });
}
