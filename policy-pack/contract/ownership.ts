import type { DeclaredDocuments, DeclaredMember } from "../engine/contract";
import type { JudgedStack, StackResource } from "../engine/rule";
import { memberKinds } from "./members";

/** Which resource belongs to which service, as components declare it. */
export interface Ownership {
  /** Services that a resource belongs to; more than one shares it by declaration. */
  readonly ownersOf: (resource: Pick<StackResource, "urn">) => readonly string[];
  /** Resources of a service. */
  readonly resourcesOf: (service: string) => readonly StackResource[];
  /** Every service that has members, sorted. */
  readonly services: readonly string[];
  /** Members that name no resource of the stack. */
  readonly missing: readonly DeclaredMember[];
}

const known = new WeakMap<JudgedStack, { readonly key: object; readonly ownership: Ownership }>();

/** The declared members of services, resolved to resources of the stack; computed once per stack. */
export function ownershipIn(
  stack: JudgedStack,
  declared: Pick<DeclaredDocuments, "members">,
): Ownership {
  const cached = known.get(stack);
  if (cached?.key === declared.members) return cached.ownership;
  const ownership = resolve(stack, declared.members);
  known.set(stack, { key: declared.members, ownership });
  return ownership;
}

function resolve(stack: JudgedStack, members: readonly DeclaredMember[]): Ownership {
  const byName = logicalNames(stack);
  const resources = new Map<string, Set<StackResource>>();
  const owners = new Map<string, Set<string>>();
  const missing: DeclaredMember[] = [];
  for (const member of members) {
    const found = resourcesNamed(stack, byName, member);
    if (found.length === 0) missing.push(member);
    for (const resource of found) {
      add(resources, member.service, resource);
      add(owners, resource.urn, member.service);
    }
  }
  return {
    ownersOf: ({ urn }) => [...(owners.get(urn) ?? [])].sort(),
    resourcesOf: (service) => [...(resources.get(service) ?? [])],
    services: [...new Set(members.map(({ service }) => service))].sort(),
    missing,
  };
}

type LogicalNames = ReadonlyMap<string, ReadonlySet<StackResource>>;

function logicalNames({ resources }: JudgedStack): LogicalNames {
  const byName = new Map<string, Set<StackResource>>();
  for (const resource of resources) add(byName, resource.name, resource);
  return byName;
}

// A logical name wins over a physical one: it is what the program itself calls the resource.
function resourcesNamed(
  stack: JudgedStack,
  byName: LogicalNames,
  { kind, name }: DeclaredMember,
): readonly StackResource[] {
  const types = memberKinds[kind] ?? [];
  const isOfKind = ({ type }: StackResource) => types.length === 0 || types.includes(type);
  const byUrn = stack.byUrn(name);
  if (byUrn !== undefined) return isOfKind(byUrn) ? [byUrn] : [];
  const logical = [...(byName.get(name) ?? [])].filter(isOfKind);
  return logical.length > 0 ? logical : stack.named(name, types);
}

function add<Item>(index: Map<string, Set<Item>>, key: string, item: Item): void {
  const items = index.get(key);
  if (items === undefined) index.set(key, new Set([item]));
  else items.add(item);
}
