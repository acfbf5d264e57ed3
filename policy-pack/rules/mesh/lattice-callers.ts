import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, fail, hasWildcard, undecided } from "../../iam/check";
import { type Demand, demand, oneOf } from "../../iam/condition-demands";
import { limitsWho } from "../../iam/conditions";
import type { PrincipalEntry, Statement } from "../../iam/document";
import { latticeTypes } from "../../mesh/lattice-types";

/** Auth policies admit roles by their exact ARNs. */
export const latticeCallers: ResourceRule = {
  id: "mesh/lattice-callers",
  title: "VPC Lattice admits roles by name",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [latticeTypes.authPolicy],
  why: "An account or an organization as caller admits every workload in it, also those that come later.",
  fix: "Name the ARNs of the calling roles as Principal.",
  decides:
    "Whether each allowing statement of an auth policy names exact roles, as Principal or by an equality on aws:PrincipalArn.",
  cannotDecide:
    "Principals that admit everybody without a limit are a matter of iam/wildcard-principal, and edges nobody declared of reach/undeclared-path.",
  frameworks: { ...familyFrameworks.mesh, nist80053: ["AC-3", "AC-6", "IA-9"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:role/orbit-to-axon"},"Action":"vpc-lattice-svcs:Invoke","Resource":"*"}',
    fail: '{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"vpc-lattice-svcs:Invoke","Resource":"*"}',
  },
  check: checkAllows(
    (statement) => {
      const named = namesRoles(statement);
      if (named === "met") return [];
      const found = statement.principals.flatMap((each) => judgePrincipal(each, statement));
      return named === "undecided" ? found.map(perhapsNamed) : found;
    },
    ["lattice-auth"],
  ),
};

const roleArn = /^arn:[^:]+:(iam::\d{12}:role\/.+|sts::\d{12}:assumed-role\/[^/]+\/.+)$/;

// A wildcard principal with this condition admits the same callers as naming them.
const namesRoles = ({ conditions, conditionUnknown }: Statement): Demand =>
  conditionUnknown
    ? "undecided"
    : demand(conditions, { isKey: oneOf("aws:principalarn"), accepts: isExactRole });

const perhapsNamed = (observation: Observation): Observation => ({
  ...observation,
  verdict: "undecided",
  message: `${observation.message} Whether the condition names roles is unknown.`,
});

function isExactRole(text: string): boolean {
  return roleArn.test(text) && !hasWildcard(text);
}

function judgePrincipal(
  { type, entry }: PrincipalEntry,
  { conditions }: Statement,
): readonly Observation[] {
  if (entry.kind === "unknown") {
    return [undecided(entry.path, "The caller is unknown: an account would admit all of it.")];
  }
  if (entry.kind === "reference") return [];
  const { text, path } = entry;
  if (type !== "*" && type !== "AWS") {
    return [fail(path, `The caller is ${type} ${text}, not a role of a declared edge.`)];
  }
  if (isExactRole(text)) return [];
  // Everybody without a limit is reported by iam/wildcard-principal: one cause, one finding.
  if (hasWildcard(text)) return conditions.some(limitsWho) ? [limitedTo(path)] : [];
  if (/^A(ROA|IDA)[A-Z0-9]+$/.test(text)) {
    return [undecided(path, `The caller is ${text}, an id that does not say which role it is.`)];
  }
  return [fail(path, whyNoRole(text))];
}

const limitedTo = (path: string): Observation =>
  fail(path, "Everybody within the condition may call, and not the declared callers alone.");

function whyNoRole(text: string): string {
  return /^(\d{12}|arn:[^:]+:iam::\d{12}:root)$/.test(text)
    ? `${text} admits every role and user of the account.`
    : `${text} is not the ARN of a role.`;
}
