import type { StackResource } from "../engine/rule";
import { reachesOf } from "../iam/effective/reach";
import type { Statement } from "../iam/statement";
import { favourableKeys, type RequestKeys, sparingKeys } from "./favourable-keys";
import { constraintKeys, grantsOfKey } from "./grants";
import type { World } from "./known-arns";
import { networksOf } from "./lattice-side";
import { suffixOf } from "./named-resources";
import { type Policy, policiesOfRole, policyStatementsOf } from "./policies";
import { mayTakeIn, type PossibleUse } from "./possible-uses";
import type { AuthorizationRequest } from "./request";
import { speaksOfAction } from "./rulings";

/**
 * The requests for a use that suit the caller best: for each place inside the resource that a statement names, and
 * under the conditions of each statement that may allow it, with and without what keeps denials away.
 */
export function* favourableRequests(
  world: World,
  use: PossibleUse,
): Generator<AuthorizationRequest> {
  const { role, resource, action } = use;
  const gates = action === "vpc-lattice-svcs:Invoke" ? networksOf(world, resource) : [];
  const sparing = sparingWays(world, use, gates);
  const suffixes = suffixesOf(use);
  const asked = new Set<string>();
  for (const favourable of keysOf(world, use, gates)) {
    for (const keys of sparing.map((spared) => ({ ...spared, ...favourable }))) {
      const text = JSON.stringify(keys);
      if (asked.has(text)) continue;
      asked.add(text);
      for (const suffix of suffixes) {
        yield {
          caller: { kind: "role", role },
          action,
          resource,
          ...(suffix !== "" && { suffix }),
          keys,
          ...(gates.length > 0 && { gates }),
        };
      }
    }
  }
}

// Objects, streams, versions and paths: what is granted or denied for the whole may differ for its parts.
const inner: Readonly<Record<string, string>> = {
  "aws:s3/bucket:Bucket": "/x",
  "aws:cloudwatch/logGroup:LogGroup": ":log-stream:x",
  "aws:lambda/function:Function": ":x",
  "aws:vpclattice/service:Service": "/x",
};

function suffixesOf({ grants, admissions, resource }: PossibleUse): readonly string[] {
  const named = [...grants, ...admissions]
    .flatMap(({ resources, notResources }) => [...resources, ...notResources])
    .map((entry) => suffixOf(entry, resource));
  return [...new Set([...named, "", inner[resource.type] ?? ""])];
}

function keysOf(
  world: World,
  { role, resource, action, grants, admissions }: PossibleUse,
  gates: readonly StackResource[],
): readonly RequestKeys[] {
  const name = action.toLowerCase();
  const bounds = statementsIn(policiesOfRole(world, role).boundaryPolicies).filter((statement) =>
    reaches(statement, resource),
  );
  const passing = gates.flatMap((gate) => policyStatementsOf(world, gate));
  const ways = combinations(
    [grants, admissions, bounds, passing].map((statements) =>
      statements.filter(
        (statement) =>
          statement.effect === "Allow" &&
          statement.conditions.length > 0 &&
          speaksOfAction(statement, name) !== "no",
      ),
    ),
  );
  return [
    ...ways.map(favourableKeys),
    ...(resource.type === "aws:kms/key:Key"
      ? grantsOfKey(world, resource).map(constraintKeys)
      : []),
  ];
}

/** One statement of each list, or none of it; those with the most statements first. */
function combinations(lists: readonly (readonly Statement[])[]): readonly (readonly Statement[])[] {
  const [first, ...rest] = lists;
  if (first === undefined) return [[]];
  const others = combinations(rest);
  return [...first.flatMap((one) => others.map((other) => [one, ...other])), ...others];
}

const reaches = (statement: Statement, resource: StackResource): boolean =>
  reachesOf(statement).some((reach) => mayTakeIn(reach, resource));

const statementsIn = (policies: readonly Policy[]): readonly Statement[] =>
  policies.flatMap(({ document }) => (document.kind === "known" ? document.statements : []));

/** Keys that keep denials away: none, those for the resource's own, and those for all of them. */
function sparingWays(
  world: World,
  { role, resource, action }: PossibleUse,
  gates: readonly StackResource[],
): readonly RequestKeys[] {
  const name = action.toLowerCase();
  const isDenial = (statement: Statement): boolean =>
    statement.effect === "Deny" && speaksOfAction(statement, name) !== "no";
  const { identity, boundaryPolicies, denials } = policiesOfRole(world, role);
  const theirs = policyStatementsOf(world, resource).filter(isDenial);
  const others = [
    ...gates.flatMap((gate) => policyStatementsOf(world, gate)),
    ...statementsIn([...identity, ...boundaryPolicies, ...denials]),
  ].filter(isDenial);
  return [{}, sparingKeys(theirs), sparingKeys([...theirs, ...others])];
}
