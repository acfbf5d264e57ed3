import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { undecided } from "../../iam/check";
import type { PrincipalEntry } from "../../iam/document";
import { eachAllow } from "../../iam/each-allow";
import { principalForm } from "../../iam/principal-forms";

/** A trust policy must name who may assume the role. */
export const anyPrincipal: ResourceRule = {
  id: "trust/any-principal",
  title: "Trust policies name their principals",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:iam/role:Role"],
  why: "Whoever may assume a role has all its rights; a wildcard lets any account ask.",
  fix: "Name the exact role or service that assumes this role.",
  decides:
    "Every Allow of a trust policy that admits everybody or a pattern of principals, in whatever form, and NotPrincipal.",
  cannotDecide:
    "Whether a named principal should be trusted. Patterns of services are a matter of trust/service-wildcard.",
  frameworks: familyFrameworks.trust,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}',
    fail: '{"Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}',
  },
  check: eachAllow(["trust"], ({ principals, notPrincipals }) => [
    ...principals.flatMap(judgePrincipal),
    ...notPrincipals.slice(0, 1).map(({ entry }) => exclusion(entry.path)),
  ]),
};

function judgePrincipal(principal: PrincipalEntry): readonly Observation[] {
  const { type, entry } = principal;
  const { kind } = principalForm(principal);
  if (kind === "unknown") return [undecided(entry.path, "The principal is unknown.")];
  if ((kind !== "everybody" && kind !== "pattern") || entry.kind !== "text") return [];
  const who = kind === "everybody" ? "everybody" : "every principal whose name matches";
  const message = `Principal ${type === "*" ? "" : `${type} `}${entry.text} trusts ${who}.`;
  return [{ verdict: "fail", path: entry.path, message }];
}

const exclusion = (path: string): Observation => ({
  verdict: "fail",
  path,
  message: "NotPrincipal trusts everybody but those listed.",
  fix: "Replace NotPrincipal by a Principal that names the exact role or service.",
});
