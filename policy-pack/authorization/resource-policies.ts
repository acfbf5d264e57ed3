import type { JudgedStack, StackResource } from "../engine/rule";
import { companions } from "../iam/effective/owned-things";
import { type DocumentKind, documentsOf } from "../iam/locations";
import type { Statement } from "../iam/statement";
import type { World } from "./known-arns";

const kinds: ReadonlySet<DocumentKind> = new Set(["resource", "key", "trust", "lattice-auth"]);

const cache = new WeakMap<JudgedStack, ReadonlyMap<string, readonly StackResource[]>>();

/** The statements of a resource's own policy and of the policies attached to it; unknown documents have none. */
export function policyStatementsOf(world: World, resource: StackResource): readonly Statement[] {
  return [resource, ...attachedTo(world, resource)].flatMap((carrier) =>
    documentsOf(carrier, world.context)
      .filter(({ kind }) => kinds.has(kind))
      .flatMap(({ document }) => (document.kind === "known" ? document.statements : [])),
  );
}

/** The policies that are resources of their own and attached to a resource. */
export function attachedTo({ stack }: World, { urn }: StackResource): readonly StackResource[] {
  const known = cache.get(stack) ?? attachments(stack);
  cache.set(stack, known);
  return known.get(urn) ?? [];
}

function attachments(stack: JudgedStack): ReadonlyMap<string, readonly StackResource[]> {
  const types = [...new Set(stack.resources.map(({ type }) => type))];
  const attached = new Map<string, StackResource[]>();
  for (const [type, property] of Object.entries(companions)) {
    for (const policy of stack.ofType(type)) {
      for (const { urn } of stack.referred(policy, property, types)) {
        attached.set(urn, [...(attached.get(urn) ?? []), policy]);
      }
    }
  }
  return attached;
}

/** The service networks that a VPC Lattice service is reached through. */
export function networksOf({ stack }: World, service: StackResource): readonly StackResource[] {
  return stack
    .ofType("aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation")
    .filter((association) =>
      stack.referred(association, "serviceIdentifier", [service.type]).includes(service),
    )
    .flatMap((association) =>
      stack.referred(association, "serviceNetworkIdentifier", [
        "aws:vpclattice/serviceNetwork:ServiceNetwork",
      ]),
    );
}
