import { parseOperator } from "./condition-keys";
import type { Condition, Document, PrincipalEntry, Statement } from "./document";
import { covers } from "./pattern";
import type { Side } from "./sides";
import { actionSides, entryText, meets, resourceSides, sidesCover } from "./sides";

export { referenceText } from "./sides";

/** Actions on resources that a statement allows and no denial takes away. */
export interface Grant {
  /** Actions. */
  readonly action: Side;
  /** Resources. */
  readonly resource: Side;
  /** The allowing statement, with its principals and conditions. */
  readonly statement: Statement;
}

/** What is asked of statements. */
export interface Question {
  /** Action or pattern of actions, in any letter case. */
  readonly action: string;
  /**
   * Names of one resource, any of which means it: its ARN or a pattern of it, and the texts of references
   * to it. A pattern asks whether anything it matches is allowed.
   */
  readonly resource: string | readonly string[];
  /** ARN or name of the principal, for documents that name principals. @default - whoever the document names */
  readonly principal?: string;
}

/** Documents that apply to the same request: allowing statements are added, denials of all of them count. */
export type Statements = readonly Statement[];

/** The statements of documents; unknown documents have none. */
export function statementsOf(documents: readonly Document[]): Statements {
  return documents.flatMap((document) => (document.kind === "known" ? document.statements : []));
}

/**
 * What the documents of one principal, or of one resource, allow: every pair of an action and a resource of
 * an allowing statement, without the pairs that a denial covers. Conditions stay with the statement.
 */
export function grantsOf(documents: readonly Document[]): readonly Grant[] {
  return grantsOfStatements(statementsOf(documents));
}

/** As `grantsOf`, of statements. */
export function grantsOfStatements(statements: Statements): readonly Grant[] {
  const denials = statements.filter(({ effect }) => effect === "Deny");
  return statements
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) => pairsOf(statement).filter((grant) => !isDenied(grant, denials)));
}

// A statement that is unknown as a whole may allow anything.
function pairsOf(statement: Statement): readonly Grant[] {
  if (statement.unknown) {
    const unknown: Side = { kind: "unknown", path: statement.path };
    return [{ action: unknown, resource: unknown, statement }];
  }
  const resources = resourceSides(statement);
  return actionSides(statement).flatMap((action) =>
    resources.map((resource) => ({ action, resource, statement })),
  );
}

/**
 * Whether anything that a question asks for is allowed. Conditions of an Allow are taken as met and those of
 * a Deny as not, unless the Allow implies them; what is unknown is undecided.
 */
export function decide(
  documents: readonly Document[],
  question: Question,
): "allowed" | "denied" | "undecided" {
  const statements = statementsOf(documents);
  const isUnknown = documents.some(({ kind }) => kind === "unknown");
  const answers = answering(statements, question);
  if (answers.some(({ certain }) => certain)) return "allowed";
  return answers.length > 0 || isUnknown ? "undecided" : "denied";
}

/** A grant that answers a question. */
export interface Answer {
  /** The grant. */
  readonly grant: Grant;
  /** Whether all that decides it is known. */
  readonly certain: boolean;
}

/** The grants that allow something of what a question asks for. */
export function answering(statements: Statements, question: Question): readonly Answer[] {
  const denials = statements.filter(({ effect }) => effect === "Deny");
  return answersAmong(grantsOfStatements(statements), denials, question);
}

/** As `answering`, of grants that are known already and the denials they are subject to. */
export function answersAmong(
  grants: readonly Grant[],
  denials: Statements,
  question: Question,
): readonly Answer[] {
  const action = question.action.toLowerCase();
  const names = typeof question.resource === "string" ? [question.resource] : question.resource;
  return grants.flatMap((grant): readonly Answer[] => {
    const admitted = admits(grant.statement, question.principal);
    const meetings = names.map((name) => meets(grant.resource, name));
    const parts = [admitted, meets(grant.action, action), strongest(meetings)];
    if (parts.includes(false)) return [];
    const asked: Side = { kind: "pattern", text: action, path: "" };
    const denied = [grant.action, asked].some((one) =>
      [grant.resource, ...names.map((text): Side => ({ kind: "pattern", text, path: "" }))].some(
        (other) => isDenied({ action: one, resource: other, statement: grant.statement }, denials),
      ),
    );
    return denied ? [] : [{ grant, certain: parts.every((part) => part === true) }];
  });
}

function strongest(meetings: readonly (boolean | "undecided")[]): boolean | "undecided" {
  if (meetings.includes(true)) return true;
  return meetings.includes("undecided") ? "undecided" : false;
}

/** Whether one of the denials takes away all of a grant. When in doubt: no. */
export function isDenied(grant: Grant, denials: Statements): boolean {
  return denials.some(
    (denial) =>
      !denial.unknown &&
      !denial.conditionUnknown &&
      sidesCover(actionSides(denial), grant.action) &&
      sidesCover(resourceSides(denial), grant.resource) &&
      coversPrincipals(denial, grant.statement) &&
      denial.conditions.every((condition) => isImplied(condition, grant.statement.conditions)),
  );
}

// Identity documents name no principals: they all speak of the same one.
function coversPrincipals(denial: Statement, allow: Statement): boolean {
  if (denial.notPrincipals.length > 0) return false;
  if (denial.principals.length === 0) return true;
  if (denial.principals.some(isEverybody)) return true;
  if (allow.notPrincipals.length > 0 || allow.principals.length === 0) return false;
  return allow.principals.every((allowed) =>
    denial.principals.some((denied) => isSamePrincipal(denied, allowed)),
  );
}

/** Whether a principal of a statement is everybody: `*` alone or as AWS principal. */
export function isEverybody({ type, entry }: PrincipalEntry): boolean {
  return (
    (type === "*" || type.toLowerCase() === "aws") &&
    entry.kind === "text" &&
    covers(entry.text, "?*")
  );
}

function isSamePrincipal(left: PrincipalEntry, right: PrincipalEntry): boolean {
  const text = entryText(left.entry);
  return text !== undefined && left.type === right.type && text === entryText(right.entry);
}

// A denial with a condition takes away what is allowed only under the same condition, or a narrower one.
function isImplied(denied: Condition, allowed: readonly Condition[]): boolean {
  const operator = parseOperator(denied.operator);
  const known = new Set(denied.values.flatMap((value) => entryText(value) ?? []));
  return (
    !operator.isNegated &&
    operator.qualifier === undefined &&
    allowed.some((condition) => {
      const own = parseOperator(condition.operator);
      return (
        condition.key === denied.key &&
        own.comparison === operator.comparison &&
        own.qualifier === undefined &&
        (operator.ifExists || !own.ifExists) &&
        condition.values.length > 0 &&
        condition.values.every((value) => known.has(entryText(value) ?? "\u0000"))
      );
    })
  );
}

// Who may use a statement of a resource policy. Statements without principals speak of whoever carries them.
function admits(statement: Statement, principal: string | undefined): boolean | "undecided" {
  const { principals, notPrincipals } = statement;
  if (principal === undefined || (principals.length === 0 && notPrincipals.length === 0))
    return true;
  if (principals.some((each) => isEverybody(each) || names(each, principal))) return true;
  if (principals.some(({ entry }) => entry.kind === "unknown")) return "undecided";
  if (notPrincipals.length === 0) return false;
  return !notPrincipals.some((each) => names(each, principal));
}

// An account, by id or by root ARN, stands for all its principals.
function names({ entry }: PrincipalEntry, principal: string): boolean {
  const text = entryText(entry);
  if (text === undefined) return false;
  const account = principal.split(":")[4] ?? "";
  const root = /^arn:[^:]+:iam::(\d{12}):root$/.exec(text)?.[1] ?? text;
  return text === principal || (account !== "" && root === account);
}
