import type { CheckContext, JudgedStack, StackResource } from "../../engine/rule";
import type { Document } from "../document";
import type { Condition, Statement } from "../statement";
import { hasUnknownName } from "./arn-patterns";
import { principalTypes } from "./attachment-types";
import type { Principal } from "./principals";
import type { Reach } from "./reach";
import { statementsOf } from "./sources";
import { all, any, decided, type Truth } from "./truth";

/** Roles to which an inline policy gives nothing. */
export interface SaturatedRoles {
  /** Whether a reach is one of them, named in full: a pattern takes in roles that are not in the stack. */
  readonly has: (reach: Reach) => Truth;
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
  const byUrn = new Map(
    principals.flatMap((principal) =>
      principal.resource === undefined
        ? []
        : [[principal.resource.urn, isSaturated(principal, today)] as const],
    ),
  );
  const roles = stack.ofType(principalTypes.role);
  const some = (candidates: readonly StackResource[]): Truth =>
    any(candidates.map(({ urn }) => byUrn.get(urn) ?? "no"));
  const hasNamed = (text: string): Truth => {
    const named = stack.named(text, [principalTypes.role]);
    if (named.length === 0) return all(["maybe", some(roles.filter(hasUnknownName))]);
    return all([some(named), any(named.map((role) => isIn(accounts, text, role)))]);
  };
  return {
    has: (reach) => {
      if (reach.kind === "complement") return "no";
      const { entry } = reach;
      if (entry.kind === "unknown") return all(["maybe", some(roles)]);
      if (entry.kind === "text") return hasNamed(entry.text);
      const isMeant = ({ name, urn }: StackResource) => entry.ref === name || entry.ref === urn;
      return all([decided(entry.suffix === ""), some(roles.filter(isMeant))]);
    },
  };
}

// Another account may have a role of that name, of which nothing is known.
function isIn(accounts: ReadonlySet<string>, arn: string, { outputs }: StackResource): Truth {
  if (outputs["arn"] === arn) return "yes";
  const [, , , , account = ""] = arn.split(":");
  if (accounts.size === 0) return "maybe";
  if (!accounts.has(account)) return "no";
  return accounts.size === 1 ? "yes" : "maybe";
}

// Attached policies that cannot be seen are no matter: an inline policy is not written over them.
function isSaturated({ boundary, sources }: Principal, today: string): Truth {
  if (boundary.kind === "absent") return "no";
  if (boundary.kind === "unseen") return "maybe";
  const documents = [boundary.source, ...sources].map(({ document }) => document);
  if (documents.some(isUnclear)) return "maybe";
  // What AWS manages may change by itself.
  if (boundary.source.isStored || !documents.every(isSound)) return "no";
  const limits = statementsOf(boundary.source);
  const held = sources.filter(({ isStored }) => !isStored).flatMap(statementsOf);
  const denials = sources
    .flatMap(statementsOf)
    .filter((statement) => !isAllow(statement) && !isRevocation(statement, today));
  return decided(isWithin(limits.filter(isAllow), held) && isWithin(denials, limits));
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
const isSound = (document: Document): boolean =>
  document.kind === "known" &&
  document.version === "2012-10-17" &&
  document.problems.every(({ level }) => level === "advisory");

const isUnclear = (document: Document): boolean =>
  document.kind === "unknown" ||
  document.versionUnknown ||
  document.statements.some((each) => /"kind":"unknown"|unknown":true/i.test(JSON.stringify(each)));

// Where something stands in its document is no part of what it says.
const textOf = (statement: Statement): string =>
  JSON.stringify(statement, (key, value: unknown) =>
    key === "path" || key === "sid" ? undefined : value,
  );
