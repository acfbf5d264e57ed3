import type { CheckContext, JudgedResource, Observation } from "../engine/rule";
import { undecided } from "./check";
import { unknownCondition } from "./condition-demands";
import type { Statement } from "./document";
import { type DocumentKind, documentsOf } from "./locations";

/** Where a statement stands. */
export interface Site {
  /** What its document is for. */
  readonly kind: DocumentKind;
  /** Resource that carries the document. */
  readonly resource: JudgedResource;
  /** What the check may use. */
  readonly context: CheckContext;
}

/** Judges one allowing statement where it stands. */
export type SitedCheck = (statement: Statement, site: Site) => readonly Observation[];

/** Runs a check over the allowing statements of a resource's documents; what is unknown as a whole is undecided. */
export function eachAllow(
  kinds: readonly DocumentKind[],
  check: SitedCheck,
): (resource: JudgedResource, context: CheckContext) => readonly Observation[] {
  return (resource, context) =>
    documentsOf(resource, context)
      .filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ kind, document }) => {
        if (document.kind === "unknown") {
          return [
            undecided(
              document.path,
              "The document is unknown and nothing declares its statements.",
            ),
          ];
        }
        return document.statements
          .filter(({ effect }) => effect === "Allow")
          .flatMap((statement) =>
            statement.unknown
              ? [undecided(statement.path, "The statement is unknown.")]
              : check(withUnknownCondition(statement), { kind, resource, context }),
          );
      });
}

const withUnknownCondition = (statement: Statement): Statement =>
  statement.conditionUnknown
    ? { ...statement, conditions: [unknownCondition(`${statement.path}/Condition`)] }
    : statement;
