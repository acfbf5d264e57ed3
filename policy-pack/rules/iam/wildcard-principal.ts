import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, hasWildcard, pairValue, undecided } from "../../iam/check";
import type { Classification } from "../../iam/conditions";
import { classifyStatement } from "../../iam/conditions";
import type { Entry, PrincipalEntry, Statement } from "../../iam/document";
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
    (statement, _kind, site) => {
      const open = statement.principals.filter(isOpen);
      if (open.length === 0) return [];
      const limit = classifyStatement(statement, site.context);
      const fetch = site.kind === "endpoint" ? layerFetch(statement) : false;
      if (limit.who === "limiting" || fetch === true) return [];
      return open
        .flatMap((principal) => judge(principal, statement, limit))
        .map((found) => (fetch === "undecided" ? { ...found, verdict: "undecided" } : found));
    },
    ["resource", "key", "endpoint", "lattice-auth"],
  ),
};

// Buckets of AWS that image layers are fetched from by presigned URL: our account appears nowhere in the call.
const awsOwnedLayers = /^arn:[^:*?]+:s3:::prod-[a-z0-9-]+-starport-layer-bucket\/\*$/;

// An unknown resource may be such a bucket, or anything else.
function layerFetch({ resources }: Statement): boolean | "undecided" {
  const mayBe = resources.every(
    (entry) =>
      entry.kind === "unknown" || (entry.kind === "text" && awsOwnedLayers.test(entry.text)),
  );
  if (resources.length === 0 || !mayBe) return false;
  return resources.some(({ kind }) => kind === "unknown") ? "undecided" : true;
}

/** A principal that is a pattern, or may be one. */
interface OpenPrincipal extends PrincipalEntry {
  readonly entry: Exclude<Entry, { readonly kind: "reference" }>;
}

const isOpen = (principal: PrincipalEntry): principal is OpenPrincipal =>
  principal.entry.kind === "unknown" ||
  (principal.entry.kind === "text" && hasWildcard(principal.entry.text));

function judge(
  principal: OpenPrincipal,
  statement: Statement,
  limit: Classification,
): readonly Observation[] {
  const { entry } = principal;
  if (entry.kind === "unknown") return [undecided(entry.path, "The principal is unknown.")];
  if (limit.who === "undecided") return [unknownLimit(entry.text, limit, statement)];
  return [admitting(shownOf(principal, entry.text), limit, { statement, path: entry.path })];
}

const shownOf = ({ type }: PrincipalEntry, text: string): string =>
  type === "*" ? text : `${type} ${text}`;

function unknownLimit(text: string, { each }: Classification, { path }: Statement): Observation {
  const open = each.find(({ who }) => who === "undecided")?.condition.path;
  const message = `Whether the condition limits principal ${text} is unknown.`;
  return undecided(open ?? `${path}/Condition`, message);
}

function admitting(
  shown: string,
  { reasons }: Classification,
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
