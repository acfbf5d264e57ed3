import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, fail, hasWildcard, undecided } from "../../iam/check";
import type { PrincipalEntry, Statement } from "../../iam/document";
import { limitsWho } from "../../iam/limits-who";
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
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/reader"},"Action":"sns:Publish"}',
    fail: '{"Effect":"Allow","Principal":{"AWS":["*"]},"Action":"sns:Publish"}',
  },
  check: checkAllows(
    (statement) =>
      isLimited(statement)
        ? []
        : [
            ...statement.principals.flatMap(judgePrincipal),
            ...statement.notPrincipals
              .slice(0, 1)
              .map(({ entry }) =>
                fail(entry.path, "NotPrincipal allows everybody but those listed."),
              ),
          ],
    ["resource", "key", "endpoint", "lattice-auth"],
  ),
};

// Buckets of AWS that image layers are fetched from by presigned URL: our account appears nowhere in the call.
const awsOwnedLayers = /^arn:[^:*?]+:s3:::prod-[a-z0-9-]+-starport-layer-bucket\/\*$/;

function isLimited({ conditions, resources }: Statement): boolean {
  if (conditions.some(limitsWho)) return true;
  return (
    resources.length > 0 &&
    resources.every((entry) => entry.kind === "text" && awsOwnedLayers.test(entry.text))
  );
}

function judgePrincipal({ type, entry }: PrincipalEntry): readonly Observation[] {
  if (entry.kind === "unknown") return [undecided(entry.path, "The principal is unknown.")];
  if (entry.kind === "reference" || !hasWildcard(entry.text)) return [];
  return [
    fail(entry.path, `Principal ${type === "*" ? "" : `${type} `}${entry.text} admits everybody.`),
  ];
}
