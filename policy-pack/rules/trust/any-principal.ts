import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, fail, hasWildcard, undecided } from "../../iam/check";
import type { PrincipalEntry } from "../../iam/document";

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
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.trust,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":"sts:AssumeRole"}',
    fail: '{"Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}',
  },
  check: checkAllows(
    ({ principals, notPrincipals }) => [
      ...principals.flatMap(judgePrincipal),
      ...notPrincipals
        .slice(0, 1)
        .map(({ entry }) => fail(entry.path, "NotPrincipal trusts everybody but those listed.")),
    ],
    ["trust"],
  ),
};

function judgePrincipal({ entry }: PrincipalEntry): readonly Observation[] {
  if (entry.kind === "unknown") return [undecided(entry.path, "The principal is unknown.")];
  if (entry.kind === "reference" || !hasWildcard(entry.text)) return [];
  return [fail(entry.path, `Principal ${entry.text} trusts everybody.`)];
}
