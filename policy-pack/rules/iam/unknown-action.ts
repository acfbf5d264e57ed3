import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { actionsMatching, catalogueDate, isKnownService, servicePrefix } from "../../iam/catalogue";
import { checkStatements } from "../../iam/check";
import type { Entry } from "../../iam/document";
import { documentKinds, documentTypes } from "../../iam/locations";
import { hasWildcard, isEveryAction } from "../../iam/pattern";
import { nearest } from "../../iam/spelling";

/** Actions are ones that AWS has. */
export const unknownAction: ResourceRule = {
  id: "iam/unknown-action",
  title: "Actions exist",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "resource",
  applies: documentTypes,
  why: "A misspelt action grants nothing in an Allow, and protects nothing in a Deny.",
  fix: "Correct the name, or check that the action is newer than the catalogue.",
  decides: "Whether the catalogue knows each action, and whether each pattern matches one.",
  cannotDecide:
    "Whether an action is new or misspelt; it is judged by the other rules all the same.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: { pass: '"Action":"sqs:SendMessage"', fail: '"Action":"sqs:SendMesage"' },
  check: checkStatements(
    ({ actions, notActions }) => [...actions, ...notActions].flatMap(judge),
    documentKinds,
  ),
};

function judge(entry: Entry): readonly Observation[] {
  if (entry.kind !== "text" || isEveryAction(entry.text)) return [];
  const { text, path } = entry;
  if (actionsMatching(text).length > 0) return [];
  const prefix = servicePrefix(text);
  const what = hasWildcard(text) ? "matches no action" : "is no action";
  const where = hasWildcard(prefix) || isKnownService(prefix) ? "" : ` and ${prefix} no service`;
  const message = `${text} ${what}${where} of the catalogue of ${catalogueDate}.`;
  const meant = nearest(text.toLowerCase(), actionsMatching(`${prefix}:*`));
  return [
    { verdict: "fail", path, message, ...(meant !== undefined && { fix: `Write ${meant}.` }) },
  ];
}
