import { authorize } from "../../../policy-pack/authorization/evaluate";
import { favourableKeys, sparingKeys } from "../../../policy-pack/authorization/favourable-keys";
import type { World } from "../../../policy-pack/authorization/known-arns";
import { networksOf } from "../../../policy-pack/authorization/lattice-side";
import { suffixOf } from "../../../policy-pack/authorization/named-resources";
import {
  type Policy,
  policiesOfResource,
  policiesOfRole,
} from "../../../policy-pack/authorization/policies";
import type { Outcome } from "../../../policy-pack/authorization/request";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { isObject, listOf, textOf } from "../../../policy-pack/engine/value";
import { ownedTypes, usesOf } from "../../../policy-pack/iam/effective/owned-things";
import { speaksOf } from "../../../policy-pack/iam/effective/reach";
import type { Statement } from "../../../policy-pack/iam/statement";

interface Pair {
  readonly role: StackResource;
  readonly resource: StackResource;
  readonly action: string;
}

/** Every use of something ownable that is not denied to a role, found by asking about every pair. */
export function usesNotDenied(world: World): readonly string[] {
  const resources = world.stack.ofType(...ownedTypes);
  return world.stack
    .ofType("aws:iam/role:Role")
    .flatMap((role) =>
      resources.flatMap((resource) =>
        [...usesOf(resource.type).keys()].flatMap((action) => {
          const outcome = bestOutcome(world, { role, resource, action });
          return outcome.endsWith("-deny")
            ? []
            : [`${role.name} ${action} ${resource.name}: ${outcome}`];
        }),
      ),
    )
    .sort();
}

function bestOutcome(world: World, { role, resource, action }: Pair): Outcome {
  const caller = { kind: "role" as const, role };
  let best: Outcome = "implicit-deny";
  for (const { keys, suffix } of circumstances(world, { role, resource, action })) {
    const request = { caller, action, resource, keys, ...(suffix !== "" && { suffix }) };
    const { outcome } = authorize(world, request);
    if (outcome === "allowed") return outcome;
    if (outcome === "undecided") best = outcome;
  }
  return best;
}

/** What the ARN of a thing inside a resource may have after the resource's own. */
const inside: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": ["/x"],
  "aws:cloudwatch/logGroup:LogGroup": [":x", ":log-stream:x"],
  "aws:lambda/function:Function": [":x"],
  "aws:vpclattice/service:Service": ["/x"],
};

type Keys = ReturnType<typeof favourableKeys>;

interface Circumstance {
  readonly keys: Keys;
  readonly suffix: string;
}

/** Whatever the caller can choose: keys that suit one statement of each policy, and any place inside the resource. */
function circumstances(world: World, { role, resource, action }: Pair): readonly Circumstance[] {
  const { identity, boundaryPolicies } = policiesOfRole(world, role);
  const own = statementsIn(identity);
  const theirs = policiesOfResource(world, resource);
  const gates = networksOf(world, resource).flatMap((gate) => policiesOfResource(world, gate));
  const speaking = [
    own,
    statementsIn(boundaryPolicies),
    statementsIn(theirs),
    statementsIn(gates),
  ].map((statements) =>
    statements.filter(
      (statement) =>
        statement.conditions.length > 0 && speaksOf(statement, action.toLowerCase()) !== "no",
    ),
  );
  const denials = statementsIn([...theirs, ...gates, ...boundaryPolicies, ...identity], "Deny");
  const sparing = [
    {},
    sparingKeys(denials),
    sparingKeys(statementsIn(theirs, "Deny")),
    ...denials.map((denial) => sparingKeys([denial])),
  ];
  const chosen = [...combinations(speaking).map(favourableKeys), ...constraintsOn(world, resource)];
  const entries = [...own, ...statementsIn(theirs)].flatMap(entriesOf);
  const suffixes = new Set([
    ...["", ...(inside[resource.type] ?? [])],
    ...entries.map((entry) => suffixOf(entry, resource)),
  ]);
  const found = new Map<string, Circumstance>();
  for (const suffix of suffixes) {
    for (const favourable of chosen) {
      for (const keys of sparing.map((spared) => ({ ...spared, ...favourable }))) {
        found.set(JSON.stringify([suffix, keys]), { keys, suffix });
      }
    }
  }
  return [...found.values()];
}

const statementsIn = (
  policies: readonly Policy[],
  effect: Statement["effect"] = "Allow",
): readonly Statement[] =>
  policies
    .flatMap(({ document }) => (document.kind === "known" ? document.statements : []))
    .filter((statement) => statement.effect === effect);

const entriesOf = ({ resources, notResources }: Statement) => [...resources, ...notResources];

/** One statement of each list, or none of it. */
function combinations(lists: readonly (readonly Statement[])[]): readonly (readonly Statement[])[] {
  const [first, ...rest] = lists;
  if (first === undefined) return [[]];
  const others = combinations(rest);
  return [...others, ...first.flatMap((one) => others.map((other) => [one, ...other]))];
}

/** The encryption contexts that grants of a key ask for. */
function constraintsOn({ stack }: World, key: StackResource): readonly Keys[] {
  return stack
    .ofType("aws:kms/grant:Grant")
    .filter((grant) => stack.referred(grant, "keyId", [key.type]).includes(key))
    .map(({ properties }) =>
      Object.fromEntries(
        listOf(properties["constraints"])
          .filter(isObject)
          .flatMap((constraint) => Object.values(constraint))
          .filter(isObject)
          .flatMap((pairs) => Object.entries(pairs))
          .map(([name, value]) => [`kms:encryptioncontext:${name}`.toLowerCase(), [textOf(value)]]),
      ),
    );
}
