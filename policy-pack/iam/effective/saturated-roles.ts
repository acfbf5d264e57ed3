import type { JudgedStack } from "../../engine/rule";
import type { Statement } from "../statement";
import { principalTypes } from "./attachment-types";
import type { Principal } from "./principals";
import type { Reach } from "./reach";
import { statementsOf } from "./sources";

/**
 * URNs of the roles that hold all that their boundary allows already, statement by statement, and deny nothing that it
 * does not deny too, but to older sessions: whatever inline policy they get, they may do no more than before.
 */
export function saturatedRoles(principals: readonly Principal[]): ReadonlySet<string> {
  return new Set(
    principals.flatMap((principal) => (isSaturated(principal) ? [urnOf(principal)] : [])),
  );
}

const urnOf = ({ resource }: Principal): string => resource?.urn ?? "";

function isSaturated({ resource, kind, boundary, sources, gaps }: Principal): boolean {
  if (resource === undefined || kind !== "role" || gaps.length > 0) return false;
  if (boundary.kind !== "known" || boundary.source.document.kind === "unknown") return false;
  const limits = statementsOf(boundary.source);
  const own = sources.flatMap(statementsOf);
  const denials = own.filter((statement) => !isAllow(statement) && !isRevocation(statement));
  return (
    ![...limits, ...own].some(isUnclear) &&
    isWithin(limits.filter(isAllow), own) &&
    isWithin(denials, limits)
  );
}

const isAllow = ({ effect }: Statement): boolean => effect === "Allow";

// Ending older sessions takes nothing from what the role may do in a new one.
const isRevocation = ({ conditions }: Statement): boolean =>
  conditions.length > 0 && conditions.every(({ key }) => key === "aws:tokenissuetime");

function isWithin(some: readonly Statement[], all: readonly Statement[]): boolean {
  const texts = new Set(all.map(textOf));
  return some.every((statement) => texts.has(textOf(statement)));
}

const isUnclear = (statement: Statement): boolean =>
  statement.unknown ||
  statement.conditionUnknown ||
  JSON.stringify(statement).includes('"kind":"unknown"');

// Where something stands in its document is no part of what it says.
const textOf = (statement: Statement): string =>
  JSON.stringify(statement, (key, value: unknown) =>
    key === "path" || key === "sid" ? undefined : value,
  );

/** Whether a reach is one role of the stack that is saturated. */
export function isSaturatedRole(
  stack: JudgedStack,
  saturated: ReadonlySet<string>,
  reach: Reach,
): boolean {
  if (reach.kind === "complement" || reach.entry.kind !== "text") return false;
  const roles = stack.named(reach.entry.text, [principalTypes.role]);
  return roles.length === 1 && roles.every(({ urn }) => saturated.has(urn));
}
