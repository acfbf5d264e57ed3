import type { CheckContext, JudgedResource } from "../engine/rule";
import type { OurAccounts } from "./conditions";
import { classifyStatement } from "./conditions";
import type { Entry, Statement } from "./document";
import { isEverybody } from "./grants";
import type { LocatedDocument } from "./locations";
import { documentsOf } from "./locations";
import { hasWildcard } from "./pattern";
import { referenceScope, scopeOf } from "./resource-scope";
import { takesResource } from "./wildcard-only-actions";

/** A wildcard that no rule reports, and why. */
export interface Acceptance {
  /** JSON pointer. */
  readonly path: string;
  /** What is there. */
  readonly text: string;
  /** Why it is accepted, in the middle of a sentence. */
  readonly reason: string;
}

/** What decides whether a wildcard is accepted. */
export type AcceptanceContext = OurAccounts & Pick<CheckContext, "declared">;

/** The wildcards in a resource's documents that are accepted, for reports: nothing is passed over in silence. */
export function acceptancesOf(
  resource: JudgedResource,
  context: AcceptanceContext,
): readonly Acceptance[] {
  return documentsOf(resource, context).flatMap((located) =>
    located.document.kind === "unknown"
      ? []
      : located.document.statements.flatMap((statement) => accepted(statement, located, context)),
  );
}

function accepted(
  statement: Statement,
  located: LocatedDocument,
  context: AcceptanceContext,
): readonly Acceptance[] {
  const principals = [...statement.principals, ...statement.notPrincipals];
  const all = [
    ...statement.actions,
    ...statement.notActions,
    ...statement.resources,
    ...statement.notResources,
    ...principals.map(({ entry }) => entry),
  ];
  const whole = wholeReason(statement, located);
  if (whole !== undefined) return all.flatMap((entry) => open(entry, whole));
  const everybody = statement.principals.filter(isEverybody);
  const { who, reasons } = classifyStatement(statement, context);
  return [
    ...statement.resources.flatMap((entry) =>
      open(entry, resourceReason(entry, statement, located)),
    ),
    ...(who === "limiting"
      ? everybody.flatMap(({ entry }) => open(entry, reasons.join("; ")))
      : []),
  ];
}

// POL-195, POL-196, and documents that only bound what others grant.
function wholeReason({ effect }: Statement, { kind }: LocatedDocument): string | undefined {
  if (effect === "Deny") return "a denial may be as wide as it likes";
  if (kind === "organization") return "an organization policy only bounds what others grant";
  return kind === "boundary" ? "a boundary only bounds what others grant" : undefined;
}

function resourceReason(
  entry: Entry,
  { actions }: Statement,
  { kind, isAccountWide }: LocatedDocument,
): string | undefined {
  if (kind !== "identity" && kind !== "endpoint" && !isAccountWide) {
    return "the document is attached to one resource, and means that one";
  }
  const isIdle = actions.every((action) => action.kind === "text" && !takesResource(action.text));
  if (actions.length > 0 && isIdle) return "none of the actions takes a resource";
  if (entry.kind === "unknown") return undefined;
  const { scope, reason } =
    entry.kind === "text" ? scopeOf(entry.text) : referenceScope(entry.suffix);
  return scope === "inside-one-resource" ? reason : undefined;
}

function open(entry: Entry, reason: string | undefined): readonly Acceptance[] {
  if (entry.kind === "unknown" || reason === undefined) return [];
  const text = entry.kind === "text" ? entry.text : `${entry.ref}${entry.suffix}`;
  return hasWildcard(text) ? [{ path: entry.path, text, reason }] : [];
}
