import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { actionsMatching } from "../../iam/catalogue";
import { checkAllows, pairValue } from "../../iam/check";
import type { Entry, Statement } from "../../iam/document";
import type { DocumentKind } from "../../iam/locations";
import { documentTypes } from "../../iam/locations";
import { entryText } from "../../iam/sides";
import { worstBut } from "../../iam/worst-actions";

/** No allowing statement may say what it does not mean instead of what it means. */
export const complement: ResourceRule = {
  id: "iam/complement",
  title: "No grant by exclusion",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "What is left after an exclusion is nearly everything, and grows with every service of AWS.",
  fix: "List what is allowed in Action, Resource and Principal, and put exclusions into a Deny.",
  decides:
    "Whether an Allow uses NotAction, NotResource or NotPrincipal, and which of the worst actions remain allowed.",
  cannotDecide:
    "Which of the remaining actions are used. Trust policies are a matter of the trust rules; boundaries and organization policies grant nothing.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Effect":"Deny","NotAction":"sqs:SendMessage","Resource":"*"}',
    fail: '{"Effect":"Allow","NotAction":"iam:*","Resource":"*"}',
  },
  check: checkAllows(
    (statement, kind) => [
      ...statement.notActions.slice(0, 1).map((first) => judgeActions(first, statement)),
      ...statement.notResources.slice(0, 1).map((first) => judgeResources(first, statement, kind)),
      ...statement.notPrincipals.slice(0, 1).map(({ entry }) => judgePrincipals(entry, statement)),
    ],
    ["identity", "resource", "key", "endpoint", "lattice-auth"],
  ),
};

const textsOf = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) => (entry.kind === "text" ? [entry.text] : []));

// The element is named, not its first entry: the whole list is what excludes.
const elementOf = (path: string): string => path.replace(/\/\d+$/, "");

function judgeActions({ path }: Entry, statement: Statement): Observation {
  const excluded = textsOf(statement.notActions);
  const idle = excluded.filter((action) => actionsMatching(action).length === 0);
  const worst = worstBut(excluded).slice(0, 6).join(", ");
  const misspelt =
    idle.length > 0 ? ` ${idle.join(", ")} excludes nothing, as no such action is known.` : "";
  return {
    verdict: "fail",
    path: elementOf(path),
    message: `NotAction allows every action but those listed, ${worst} among them.${misspelt}`,
    fix: "List the actions that are used in Action, each in full.",
    value: `not ${pairValue(statement.notActions, statement.resources)}`,
  };
}

function judgeResources({ path }: Entry, statement: Statement, kind: DocumentKind): Observation {
  const spared = statement.notResources.flatMap((entry) => entryText(entry) ?? "an unknown one");
  const where = kind === "identity" || kind === "endpoint" ? "of every account" : "it may name";
  const listed = spared.join(", ").replaceAll("\u0001", "");
  return {
    verdict: "fail",
    path: elementOf(path),
    message: `NotResource allows the actions on every resource ${where} but ${listed}.`,
    fix: "List the resources that are used in Resource, each by its full ARN.",
    value: `${pairValue(statement.actions, [])} on all but ${listed}`,
  };
}

function judgePrincipals({ path }: Entry, statement: Statement): Observation {
  return {
    verdict: "fail",
    path: elementOf(path),
    message: "NotPrincipal allows everybody but those listed, anonymous callers included.",
    fix: "List the principals in Principal, and put exclusions into a Deny.",
    value: `all but ${pairValue(
      statement.notPrincipals.map(({ entry }) => entry),
      [],
    )}`,
  };
}
