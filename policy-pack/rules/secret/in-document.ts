import { holdsCredential } from "../../engine/redaction";
import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkStatements } from "../../iam/check";
import type { Entry, Statement } from "../../iam/document";
import { documentKinds, documentTypes } from "../../iam/locations";

/** No document holds a credential: documents are read by everybody who may look at policies. */
export const secretInDocument: ResourceRule = {
  id: "secret/in-document",
  title: "No credentials in policy documents",
  severity: "critical",
  level: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: documentTypes,
  why: "Documents are kept in the state, in logs and in AWS, and everybody who may read policies reads them.",
  fix: "Remove the credential, replace it where it is valid, and refer to the secret by name.",
  decides:
    "Whether a Sid, a condition value, an action, a resource or a principal holds text of the form of a known credential.",
  cannotDecide: "Credentials without a known form, and texts that are unknown.",
  frameworks: familyFrameworks.secret,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '"Condition":{"StringEquals":{"aws:PrincipalTag/team":"orders"}}',
    fail: '"Condition":{"StringEquals":{"aws:PrincipalTag/key":"an access key id"}}',
  },
  check: checkStatements(
    (statement) =>
      textsOf(statement)
        .filter(({ text }) => holdsCredential(text))
        .map(
          ({ path }): Observation => ({
            verdict: "fail",
            path,
            message: "The document holds what looks like a credential.",
          }),
        ),
    documentKinds,
  ),
};

function textsOf(
  statement: Statement,
): readonly { readonly text: string; readonly path: string }[] {
  const { sid, path, actions, notActions, resources, notResources, conditions } = statement;
  const entries: readonly Entry[] = [
    ...actions,
    ...notActions,
    ...resources,
    ...notResources,
    ...[...statement.principals, ...statement.notPrincipals].map(({ entry }) => entry),
    ...conditions.flatMap(({ values }) => values),
  ];
  return [
    ...(sid === undefined ? [] : [{ text: sid, path: `${path}/Sid` }]),
    ...entries.flatMap((entry) =>
      entry.kind === "text" ? [{ text: entry.text, path: entry.path }] : [],
    ),
  ];
}
