import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { namesCallers } from "../../iam/caller-limit";
import { actionsMatching, catalogueDate, isKnownService, servicePrefix } from "../../iam/catalogue";
import type { StatementSite } from "../../iam/check";
import { checkAllows, eachEntry, hasWildcard, pairValue, undecided } from "../../iam/check";
import type { Statement, TextEntry } from "../../iam/document";
import { isEveryKeyAction } from "../../iam/key-actions";
import { documentTypes } from "../../iam/locations";
import { covers, isEveryAction } from "../../iam/pattern";
import { letters, unionCovers } from "../../iam/pattern-union";
import type { PrincipalForm } from "../../iam/principal-forms";
import { ownership, principalForm } from "../../iam/principal-forms";
import { meaningToday } from "../../iam/worst-actions";

/** No allowing statement may name actions by pattern. */
export const wildcardAction: ResourceRule = {
  id: "iam/wildcard-action",
  title: "No wildcard in allowed actions",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A pattern grants actions that nobody has listed, and actions that AWS adds later.",
  fix: "List the actions that are used, each in full.",
  decides:
    "Whether an Allow names an action by a pattern, in any spelling, that no Deny of the same document takes back; what the pattern means is read from the catalogue.",
  cannotDecide:
    "Which of the actions are used. Trust policies are a matter of trust/wildcard-action, exclusions of iam/complement, every KMS action for our own account root of kms/root-delegation; boundaries and organization policies grant nothing.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Effect":"Allow","Action":["sqs:SendMessage"],"Resource":"arn:aws:sqs:eu-west-1:111122223333:orders"}',
    fail: '{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:eu-west-1:111122223333:orders"}',
  },
  check: checkAllows(
    (statement, _kind, site) => {
      const together = togetherService(statement);
      return eachEntry(statement.actions, (action) => {
        if (!hasWildcard(action.text)) return [];
        const delegation = rootDelegation(action.text, statement, site);
        if (delegation === true) return [];
        if (delegation === "undecided") return [unknownHolder(action, statement)];
        const union = together.get(action);
        if (union === undefined) return [judge(action, statement)];
        return union.members[0] === action ? [judgeUnion(union, action.path, statement)] : [];
      });
    },
    ["identity", "resource", "key", "endpoint", "lattice-auth"],
  ),
};

// AWS's own default for keys is a finding of its own, not a wildcard (POL-341).
function rootDelegation(
  action: string,
  { principals, conditions, conditionUnknown }: Statement,
  { kind, context }: StatementSite,
): boolean | "undecided" {
  if (kind !== "key" || !isEveryKeyAction(action) || principals.length === 0) return false;
  // An account narrowed to exact roles is those roles, and not the account.
  const named = conditionUnknown ? "undecided" : namesCallers(conditions);
  if (named === "met") return false;
  const forms = principals.map(principalForm);
  const isOurs = (form: PrincipalForm) =>
    form.kind === "account" && ownership(form.account, context.accounts) !== "foreign";
  if (forms.every(isOurs)) return named === "undecided" ? "undecided" : true;
  return forms.every((form) => isOurs(form) || form.kind === "unknown") ? "undecided" : false;
}

// What is unknown is a principal, a value that may name one, or the whole condition.
function unknownHolder({ text }: TextEntry, statement: Statement): Observation {
  const { principals, conditions, path } = statement;
  const entries = [
    ...principals.map(({ entry }) => entry),
    ...conditions.flatMap(({ values }) => values),
  ];
  const at = entries.find(({ kind }) => kind === "unknown")?.path ?? `${path}/Condition`;
  return undecided(at, `Who may use ${text} is unknown: our account, or somebody else.`);
}

function judge(action: TextEntry, statement: Statement): Observation {
  return {
    verdict: "fail",
    path: action.path,
    ...described(action.text),
    value: pairValue([action], statement.resources),
  };
}

function described(action: string): { readonly message: string; readonly fix: string } {
  if (isEveryAction(action.toLowerCase())) {
    return {
      message: `Action ${action} allows every action of every service.`,
      fix: "List the actions that are used, each in full.",
    };
  }
  const prefix = servicePrefix(action);
  const count = actionsMatching(action).length;
  const today = `as of ${catalogueDate}`;
  if (!hasWildcard(prefix) && covers(action.toLowerCase(), `${prefix}:?*`)) {
    const message = `Action ${action} allows every action of ${prefix}, ${String(count)} ${today}.`;
    return { message, fix: `Keep what is used of ${meaningToday(action)}.` };
  }
  return count === 0
    ? {
        message: `Action ${action} is a pattern that matches no known action, and will match new ones.`,
        fix: "Remove the pattern, or list the actions that are used.",
      }
    : {
        message: `Action ${action} is a pattern for ${String(count)} actions ${today}.`,
        fix: `Replace ${action} by what is used of ${meaningToday(action)}.`,
      };
}

interface Union {
  readonly service: string;
  readonly members: readonly TextEntry[];
}

// `[sqs:a*, sqs:b*, … sqs:z*]` is `sqs:*` in many words: one cause, one finding.
function togetherService({ actions }: Statement): ReadonlyMap<TextEntry, Union> {
  const byService = new Map<string, TextEntry[]>();
  for (const entry of actions) {
    if (entry.kind !== "text" || !hasWildcard(entry.text)) continue;
    const service = servicePrefix(entry.text);
    const members = byService.get(service) ?? [];
    members.push(entry);
    byService.set(service, members);
  }
  return new Map(
    [...byService]
      .map(([service, members]): Union => ({ service, members }))
      .filter((union) => union.members.length > 1 && coversService(union))
      .flatMap((union) => union.members.map((member) => [member, union])),
  );
}

function coversService({ service, members }: Union): boolean {
  const patterns = members.map(({ text }) => text.toLowerCase());
  if (unionCovers(patterns, `${service}:?*`, letters)) return true;
  return (
    isKnownService(service) &&
    actionsMatching(`${service}:*`).every((action) =>
      patterns.some((pattern) => covers(pattern, action.toLowerCase())),
    )
  );
}

function judgeUnion({ service, members }: Union, path: string, statement: Statement): Observation {
  return {
    verdict: "fail",
    path,
    message: `${String(members.length)} patterns together allow every action of ${service}.`,
    fix: `Keep what is used of ${meaningToday(`${service}:*`)}.`,
    value: pairValue(members, statement.resources),
  };
}
