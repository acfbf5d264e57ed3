import { type Ownership, ownershipIn } from "../../contract/ownership";
import type { DeclaredEdge } from "../../engine/contract";
import type { CheckContext, JudgedStack, StackResource } from "../../engine/rule";
import { covers } from "../pattern";
import { arnIndex } from "./arn-index";
import { takesIn } from "./arn-patterns";
import { principalTypes } from "./attachment-types";
import { isEverything } from "./escalation";
import { actionsOf, type Holding, holdingsOf } from "./holdings";
import { ownedTypes, usesOf, type Verb } from "./owned-things";
import { principalsOf } from "./principals";
import { type AdmittedRole, admissionsOf } from "./resource-admissions";
import { all, type Truth } from "./truth";

/** A way from a service to what another one owns, that no edge declares. */
export interface Crossing {
  /** Service that could do it. */
  readonly from: string;
  /** Its role or user. */
  readonly role: StackResource;
  /** Owner. */
  readonly to: string;
  /** What it owns. */
  readonly resource: StackResource;
  /** What could be done. */
  readonly verb: Verb;
  /** By which action. */
  readonly action: string;
  /** Resource with the document that allows it. */
  readonly carrier: StackResource;
  /** JSON pointer of what allows it. */
  readonly path: string;
  /** `maybe` when something unknown decides. */
  readonly certainty: Exclude<Truth, "no">;
}

/** The actions that cross from one service to another. */
export const crossingActions = actionsOf(ownedTypes.flatMap((type) => [...usesOf(type).keys()]));

/**
 * The ways from a service to what another owns, by identity, resource and key policies (POL-246): one for each
 * place, role, resource and verb.
 */
export function crossingsIn(stack: JudgedStack, context: CheckContext): readonly Crossing[] {
  const byPlace = new Map<string, Crossing>();
  for (const crossing of allCrossings(stack, context)) {
    const { carrier, path, role, resource, verb } = crossing;
    const key = [carrier.urn, path, role.urn, resource.urn, verb].join("|");
    if (byPlace.get(key)?.certainty !== "yes") byPlace.set(key, crossing);
  }
  return [...byPlace.values()];
}

function allCrossings(stack: JudgedStack, context: CheckContext): readonly Crossing[] {
  const ownership = ownershipIn(stack, context.declared);
  if (ownership.services.length < 2) return [];
  const owned = ownedThings(stack, ownership);
  return [
    ...byIdentity(stack, context, { ownership, owned }),
    ...byResource(stack, context, { ownership, owned }),
  ]
    .filter(({ from, to }) => from !== to)
    .filter((crossing) => !isDeclared(context.declared.edges, crossing));
}

interface Owned {
  readonly resource: StackResource;
  readonly owners: readonly string[];
}

interface Estate {
  readonly ownership: Ownership;
  readonly owned: readonly Owned[];
}

const ownedThings = (stack: JudgedStack, { ownersOf }: Ownership): readonly Owned[] =>
  stack.ofType(...ownedTypes).flatMap((resource) => {
    const owners = ownersOf(resource);
    return owners.length === 0 ? [] : [{ resource, owners }];
  });

/** Principals of services; none where there is nobody to isolate them from. */
export function servicePrincipals(stack: JudgedStack, context: CheckContext) {
  const { ownersOf, services } = ownershipIn(stack, context.declared);
  if (services.length < 2) return [];
  return principalsOf(stack, context).flatMap((principal) => {
    const { resource: role } = principal;
    if (role === undefined) return [];
    return ownersOf(role).map((from) => ({ principal, role, from }));
  });
}

function byIdentity(
  stack: JudgedStack,
  context: CheckContext,
  { ownership, owned }: Estate,
): readonly Crossing[] {
  const resources = owned.map(({ resource }) => resource);
  const index = arnIndex(resources);
  const candidates = ({ reach }: Holding) =>
    reach.kind === "entry" ? index.candidates(reach.entry) : resources;
  return servicePrincipals(stack, context).flatMap(({ principal, role, from }) =>
    holdingsOf(principal, crossingActions)
      .filter((holding) => !isEverything(holding))
      .flatMap((holding) =>
        candidates(holding)
          .map((resource) => ({ resource, owners: ownership.ownersOf(resource) }))
          .filter(({ owners }) => !owners.includes(from))
          .flatMap((other) => crossing({ holding, role, from, other })),
      ),
  );
}

function crossing({
  holding,
  role,
  from,
  other: { resource, owners },
}: {
  holding: Holding;
  role: StackResource;
  from: string;
  other: Owned;
}): readonly Crossing[] {
  const { action, reach, source, path } = holding;
  const verb = usesOf(resource.type).get(action);
  if (verb === undefined) return [];
  const certainty = all([takesIn(reach, resource), holding.certainty]);
  if (certainty === "no") return [];
  return owners.map((to) => ({
    from,
    role,
    to,
    resource,
    verb,
    action,
    carrier: source.carrier,
    path: source.isStored ? path : reach.path,
    certainty,
  }));
}

function byResource(
  stack: JudgedStack,
  context: CheckContext,
  { ownership, owned }: Estate,
): readonly Crossing[] {
  const roles = arnIndex(
    stack
      .ofType(principalTypes.role, principalTypes.user)
      .filter((role) => ownership.ownersOf(role).length > 0),
  );
  const toCrossing = (
    { resource, owners }: Owned,
    { role, verb, action, carrier, path, certainty }: AdmittedRole,
  ): readonly Crossing[] =>
    ownership
      .ownersOf(role)
      .filter((from) => !owners.includes(from))
      .flatMap((from) =>
        owners.map((to) => ({
          from,
          role,
          to,
          resource,
          verb,
          action,
          carrier,
          path,
          certainty,
        })),
      );
  return owned.flatMap((each) =>
    admissionsOf(stack, context, { resource: each.resource, roles }).flatMap((admitted) =>
      toCrossing(each, admitted),
    ),
  );
}

// The mesh carries invocations, and the role of an edge is assumed for them; a network edge says nothing about IAM.
const meshActions: ReadonlySet<string> = new Set(["vpc-lattice-svcs:Invoke", "sts:AssumeRole"]);

function isDeclared(edges: readonly DeclaredEdge[], { from, to, action }: Crossing): boolean {
  return edges.some((edge) => {
    if (edge.from.kind !== "service" || edge.from.name !== from) return false;
    if (edge.to.kind !== "service" || edge.to.name !== to) return false;
    if (edge.via === "lattice" && meshActions.has(action)) return true;
    return edge.actions.some((declared) => covers(declared.toLowerCase(), action.toLowerCase()));
  });
}
