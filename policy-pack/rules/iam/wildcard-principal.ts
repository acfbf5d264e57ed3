import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import type { StatementSite } from "../../iam/check";
import { checkAllows, hasWildcard, pairValue, undecided } from "../../iam/check";
import { classifyStatement } from "../../iam/conditions";
import type { PrincipalEntry, Statement } from "../../iam/document";
import { documentTypes } from "../../iam/locations";

/** No allowing statement may admit everybody without a condition on who calls. */
export const wildcardPrincipal: ResourceRule = {
  id: "iam/wildcard-principal",
  title: "No wildcard principal without a limit",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A wildcard principal admits every AWS account, and callers without credentials.",
  fix: "Name the principals, or add an equality on aws:PrincipalAccount, aws:PrincipalOrgID or aws:SourceAccount.",
  decides:
    "Whether an Allow admits everybody, in any form, without a condition that limits who calls: equality of an account, organization, ARN, VPC or endpoint with a known value that is ours.",
  cannotDecide:
    "Whether an account is ours when the program limits no provider to accounts. Trust policies are a matter of trust/any-principal, exclusions of iam/complement.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/reader"},"Action":"sns:Publish"}',
    fail: '{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"sns:Publish"}',
  },
  check: checkAllows(
    (statement, _kind, site) =>
      statement.principals.flatMap((principal) => judge(principal, statement, site)),
    ["resource", "key", "endpoint", "lattice-auth"],
  ),
};

// Buckets of AWS that image layers are fetched from by presigned URL: our account appears nowhere in the call.
const awsOwnedLayers = /^arn:[^:*?]+:s3:::prod-[a-z0-9-]+-starport-layer-bucket\/\*$/;

const isLayerFetch = ({ resources }: Statement): boolean =>
  resources.length > 0 &&
  resources.every((entry) => entry.kind === "text" && awsOwnedLayers.test(entry.text));

function judge(
  { type, entry }: PrincipalEntry,
  statement: Statement,
  { kind, context }: StatementSite,
): readonly Observation[] {
  if (entry.kind === "reference" || (entry.kind === "text" && !hasWildcard(entry.text))) return [];
  if (kind === "endpoint" && isLayerFetch(statement)) return [];
  const { who, reasons } = classifyStatement(statement, context);
  if (who === "limiting") return [];
  const { path } = entry;
  if (entry.kind === "unknown") return [undecided(path, "The principal is unknown.")];
  const shown = type === "*" ? entry.text : `${type} ${entry.text}`;
  if (who === "undecided") {
    return [undecided(path, `Whether a condition limits principal ${shown} is unknown.`)];
  }
  return [admitting(shown, reasons, { statement, path })];
}

function admitting(
  shown: string,
  reasons: readonly string[],
  { statement, path }: { readonly statement: Statement; readonly path: string },
): Observation {
  const because = reasons.length === 0 ? "no condition limits who" : reasons.join("; ");
  return {
    verdict: "fail",
    path,
    message: `Principal ${shown} admits everybody: ${because}.`,
    value: `${shown}: ${pairValue(statement.actions, statement.resources)}`,
  };
}
