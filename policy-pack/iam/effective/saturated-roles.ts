import type { CheckContext, JudgedStack } from "../../engine/rule";
import type { Condition, Statement } from "../statement";
import { principalTypes } from "./attachment-types";
import type { Principal } from "./principals";
import type { Reach } from "./reach";
import { type PolicySource, statementsOf } from "./sources";

/** Roles to which an inline policy gives nothing. */
export interface SaturatedRoles {
  /** Whether a reach is one of them, named in full: a pattern takes in roles that are not in the stack. */
  readonly has: (reach: Reach) => boolean;
}

/**
 * Finds the roles that hold all that their boundary allows already, statement by statement, and deny nothing that it
 * does not deny too, but to sessions of earlier days: whatever inline policy they get, they may do no more than before.
 */
export function saturatedRoles(
  principals: readonly Principal[],
  stack: JudgedStack,
  { accounts, today }: Pick<CheckContext, "accounts" | "today">,
): SaturatedRoles {
  const urns = new Set(
    principals
      .filter((principal) => isSaturated(principal, today))
      .flatMap(({ resource }) => resource?.urn ?? []),
  );
  return {
    has: (reach) => {
      const roles = rolesNamed(stack, accounts, reach);
      return roles.length === 1 && roles.every(({ urn }) => urns.has(urn));
    },
  };
}

// Attached policies that cannot be seen are no matter: an inline policy is not written over them.
function isSaturated({ boundary, sources }: Principal, today: string): boolean {
  // What AWS manages may change by itself.
  if (boundary.kind !== "known" || boundary.source.isStored) return false;
  if (![boundary.source, ...sources].every(isClear)) return false;
  const limits = statementsOf(boundary.source);
  const held = sources.filter(({ isStored }) => !isStored).flatMap(statementsOf);
  const denials = sources
    .flatMap(statementsOf)
    .filter((statement) => !isAllow(statement) && !isRevocation(statement, today));
  return isWithin(limits.filter(isAllow), held) && isWithin(denials, limits);
}

const isAllow = ({ effect }: Statement): boolean => effect === "Allow";

// Ending sessions of earlier days takes nothing from what the role may do in a new one.
const isRevocation = ({ conditions }: Statement, today: string): boolean =>
  conditions.some((condition) => endsBefore(condition, today));

const endsBefore = ({ operator, key, values }: Condition, today: string): boolean =>
  key === "aws:tokenissuetime" &&
  /^DateLessThan(?:Equals)?$/i.test(operator) &&
  values.every(
    (value) =>
      value.kind === "text" &&
      /^\d{4}-\d\d-\d\d/.test(value.text) &&
      value.text.slice(0, today.length) < today,
  );

function isWithin(some: readonly Statement[], all: readonly Statement[]): boolean {
  const texts = new Set(all.map(textOf));
  return some.every((statement) => texts.has(textOf(statement)));
}

// In the former language, variables are text; what AWS refuses says nothing.
const isClear = ({ document }: PolicySource): boolean =>
  document.kind === "known" &&
  document.version === "2012-10-17" &&
  document.problems.every(({ level }) => level === "advisory") &&
  !document.statements.some(isUnclear);

const isUnclear = (statement: Statement): boolean =>
  /"kind":"unknown"|unknown":true/i.test(JSON.stringify(statement));

// Where something stands in its document is no part of what it says.
const textOf = (statement: Statement): string =>
  JSON.stringify(statement, (key, value: unknown) =>
    key === "path" || key === "sid" ? undefined : value,
  );

function rolesNamed(stack: JudgedStack, accounts: ReadonlySet<string>, reach: Reach) {
  const types = [principalTypes.role];
  if (reach.kind === "complement" || reach.entry.kind === "unknown") return [];
  const { entry } = reach;
  if (entry.kind === "reference") {
    const { ref, suffix } = entry;
    return suffix === ""
      ? stack.ofType(...types).filter(({ name, urn }) => ref === name || ref === urn)
      : [];
  }
  const { text } = entry;
  // Another account may have a role of that name, of which nothing is known.
  const [, , , , account = ""] = text.split(":");
  const isOurs = accounts.size === 1 && accounts.has(account);
  return stack.named(text, types).filter(({ outputs }) => isOurs || outputs["arn"] === text);
}
