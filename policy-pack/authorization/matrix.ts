import { ownershipIn } from "../contract/ownership";
import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { ownedTypes, type Verb } from "../iam/effective/owned-things";
import type { World } from "./known-arns";
import { type Access, accessesIn } from "./neighbour-uses";
import { answer } from "./verdicts";
import { wiringQuestions } from "./wiring";

/** Who can do what with one resource. */
export interface ResourceUse {
  /** Resource. */
  readonly resource: StackResource;
  /** Services that it belongs to. */
  readonly owners: readonly string[];
  /** Logical names of roles that can do it, by what they do. */
  readonly allowed: ReadonlyMap<Verb, readonly string[]>;
  /** Logical names of roles of which it is not known, by what they may do. */
  readonly undecided: ReadonlyMap<Verb, readonly string[]>;
  /** What AWS services can do with it because the stack has them do it, such as `logs.eu-west-1.amazonaws.com kms:Decrypt`. */
  readonly services: readonly string[];
}

/** Everything ownable that somebody can use, or that belongs to a service. */
export function resourceUses(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly ResourceUse[] {
  const { ownersOf } = ownershipIn(stack, context.declared);
  const accesses = grouped(accessesIn(stack, context), ({ resource }) => resource.urn);
  const services = serviceUses({ stack, context });
  return stack
    .ofType(...ownedTypes)
    .map((resource): ResourceUse => {
      const own = accesses.get(resource.urn) ?? [];
      return {
        resource,
        owners: ownersOf(resource),
        allowed: byVerb(own.filter(({ decision }) => decision.outcome === "allowed")),
        undecided: byVerb(own.filter(({ decision }) => decision.outcome === "undecided")),
        services: services.get(resource.urn) ?? [],
      };
    })
    .filter(
      ({ owners, allowed, undecided, services: called }) =>
        owners.length + allowed.size + undecided.size + called.length > 0,
    );
}

function byVerb(accesses: readonly Access[]): ReadonlyMap<Verb, readonly string[]> {
  return new Map(
    [...grouped(accesses, ({ verb }) => verb)].map(([verb, own]) => [
      verb,
      [...new Set(own.map(({ role }) => role.name))].sort(),
    ]),
  );
}

function serviceUses(world: World): ReadonlyMap<string, readonly string[]> {
  const uses = new Map<string, Set<string>>();
  for (const question of wiringQuestions(world.stack, world.context)) {
    const { request, decision } = answer(world, question);
    if (request?.resource === undefined || request.caller.kind !== "service") continue;
    if (decision.outcome !== "allowed") continue;
    const own = uses.get(request.resource.urn) ?? new Set<string>();
    uses.set(request.resource.urn, own.add(`${request.caller.name} ${request.action}`));
  }
  return new Map([...uses].map(([urn, own]) => [urn, [...own].sort()]));
}

function grouped<Item, Key>(
  items: readonly Item[],
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
