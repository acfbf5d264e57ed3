import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import type { StatementSite } from "../../iam/check";
import { checkStatements, undecided } from "../../iam/check";
import type { Entry, Statement } from "../../iam/document";
import { documentKinds, documentTypes } from "../../iam/locations";

/** A document with policy variables must say the version that knows them. */
export const oldVersion: ResourceRule = {
  id: "iam/old-version",
  title: "Policy variables have their version",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "Without version 2012-10-17 a policy variable is literal text: an Allow grants nothing, and a Deny protects nothing.",
  fix: 'Add "Version": "2012-10-17" to the document.',
  decides:
    "Whether a resource or a condition value uses a policy variable in a document whose version is absent or 2008-10-17.",
  cannotDecide: "Whether the text was meant literally.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"iam:GetUser","Resource":"arn:aws:iam::111122223333:user/${aws:username}"}]}',
    fail: '{"Statement":[{"Effect":"Allow","Action":"iam:GetUser","Resource":"arn:aws:iam::111122223333:user/${aws:username}"}]}',
  },
  check: checkStatements(
    (statement, _kind, site) => (site.version === "2012-10-17" ? [] : judge(statement, site)),
    documentKinds,
  ),
};

function judge(statement: Statement, { versionUnknown }: StatementSite): readonly Observation[] {
  const entries: readonly Entry[] = [
    ...statement.resources,
    ...statement.notResources,
    ...statement.conditions.flatMap(({ values }) => values),
  ];
  return entries.flatMap((entry): readonly Observation[] => {
    if (entry.kind === "unknown") {
      return [undecided(entry.path, "Whether the value holds a variable is unknown.")];
    }
    const variable = entry.kind === "text" ? /\$\{[^{}]*\}/.exec(entry.text)?.[0] : undefined;
    if (variable === undefined) return [];
    if (versionUnknown) {
      return [
        undecided(entry.path, `Whether ${variable} is a variable depends on an unknown version.`),
      ];
    }
    const effect =
      statement.effect === "Deny" ? "so the Deny protects nothing" : "so the Allow grants nothing";
    const message = `${variable} is literal text in this version, ${effect}.`;
    return [{ verdict: "fail", path: entry.path, message }];
  });
}
