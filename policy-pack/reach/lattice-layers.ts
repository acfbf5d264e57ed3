import type { DeclaredEdge } from "../engine/contract";
import type { CheckContext, StackResource } from "../engine/rule";
import { numberOf } from "../engine/value";
import { latticeTypes } from "../mesh/lattice-types";
import { contains, intersectionOf } from "../network/boxes";
import type { Peer } from "../network/group-rules";
import { allAddresses } from "../network/intervals";
import { protocolNumbers, type Selected } from "../network/protocols";
import { referredAt } from "../network/references";
import { groupReferenceTypes } from "../network/rules";
import { side } from "./direct";
import {
  inPlace,
  latticeBlocks,
  lets,
  linuxClient,
  managedClient,
  placesOf,
  type Shortfall,
} from "./edge-layers";
import { blocksOf } from "./filters";
import { authorizationShortfalls } from "./lattice-authorization";
import type { ReachModel } from "./model";
import type { Placement } from "./placements";

const { service, listener, vpcAssociation } = latticeTypes;

/** What an edge through VPC Lattice lacks, in the network and in authorisation. */
export function latticeShortfalls(
  model: ReachModel,
  context: CheckContext,
  edge: DeclaredEdge,
): readonly Shortfall[] {
  const { from, to } = edge;
  if (from.kind !== "service" || to.kind !== "service") return [];
  const offered = model.nodes.ownership.resourcesOf(to.name).filter(({ type }) => type === service);
  if (offered.length === 0) {
    return [{ text: `no Lattice service of ${to.name} is declared`, isUndecided: false }];
  }
  const ports = listenerPorts(model, offered);
  return [
    ...placesOf(model, from).flatMap((place) => callerShortfalls(model, place, ports)),
    ...placesOf(model, to).flatMap((place) => calleeShortfalls(model, place, edge)),
    ...authorizationShortfalls(model, context, { from: from.name, offered }),
  ];
}

const tcp = (port: number): Selected => ({
  protocols: { from: protocolNumbers.tcp, to: protocolNumbers.tcp },
  ports: { from: port, to: port },
});

const replies = (ports: Selected["ports"]): Selected => ({ ...tcp(0), ports });

// Lattice listens on 443 for HTTPS and on 80 for HTTP unless a port is given.
function listenerPorts(model: ReachModel, offered: readonly StackResource[]): readonly number[] {
  const ports = model.stack
    .ofType(listener)
    .filter((each) =>
      ["serviceIdentifier", "serviceArn"].some((property) =>
        model.stack.referred(each, property, [service]).some((one) => offered.includes(one)),
      ),
    )
    .map(({ properties }) => {
      const port = numberOf(properties["port"]);
      return Number.isInteger(port) ? port : properties["protocol"] === "HTTP" ? 80 : 443;
    });
  return [...new Set(ports)];
}

function callerShortfalls(
  model: ReachModel,
  place: Placement,
  ports: readonly number[],
): readonly Shortfall[] {
  const isOut = ports.some((port) => opensLattice(model, place, { direction: "egress", port }));
  const passes = inPlace(
    place,
    (subnet) =>
      ports.some((port) =>
        lets(model.acl, {
          subnet,
          direction: "egress",
          blocks: latticeBlocks,
          selected: tcp(port),
        }),
      ) &&
      lets(model.acl, {
        subnet,
        direction: "ingress",
        blocks: latticeBlocks,
        selected: replies(linuxClient),
      }),
  );
  return [
    ...missing(isOut, "the caller's groups do not let it out to VPC Lattice"),
    ...missing(
      passes,
      "network ACLs do not let the caller reach VPC Lattice, or its replies come back",
    ),
    ...missing(
      ports.some((port) => isAdmitted(model, place, port)),
      "the group of the VPC association does not admit the caller",
    ),
  ];
}

function calleeShortfalls(model: ReachModel, place: Placement, edge: DeclaredEdge) {
  const port = edge.port ?? 443;
  const passes = inPlace(
    place,
    (subnet) =>
      lets(model.acl, {
        subnet,
        direction: "ingress",
        blocks: latticeBlocks,
        selected: tcp(port),
      }) &&
      lets(model.acl, {
        subnet,
        direction: "egress",
        blocks: latticeBlocks,
        selected: replies(managedClient),
      }),
  );
  return [
    ...missing(
      opensLattice(model, place, { direction: "ingress", port }),
      "the callee's groups do not admit VPC Lattice",
    ),
    ...missing(
      passes,
      "network ACLs do not let VPC Lattice reach the callee, or its replies go back",
    ),
  ];
}

const missing = (holds: boolean, what: string): readonly Shortfall[] =>
  holds ? [] : [{ text: what, isUndecided: false }];

interface Opening {
  readonly direction: "ingress" | "egress";
  readonly port: number;
}

// Which list of AWS a prefix list is cannot be told by its id: any that is not of the stack may be Lattice's.
function opensLattice(model: ReachModel, place: Placement, { direction, port }: Opening): boolean {
  if (!place.isGuarded || place.hasUnknown) return true;
  return model.groupRules(place, direction).some(({ rule }) => {
    const { selection } = rule;
    if (selection.kind === "malformed") return false;
    const { protocols, ports } = selection.kind === "known" ? selection : selection.widest;
    const isOpen =
      protocols.from <= 6 && 6 <= protocols.to && ports.from <= port && port <= ports.to;
    return isOpen && rule.peers.some(mayBeLattice);
  });
}

function mayBeLattice(peer: Peer): boolean {
  if (peer.kind === "prefix-list" && peer.list.kind !== "stack") return true;
  const { blocks, isComplete } = blocksOf(peer);
  return (
    !isComplete ||
    latticeBlocks.every(({ first, last }) =>
      blocks.some((block) => block.family === 4 && block.first <= first && last <= block.last),
    )
  );
}

function isAdmitted(model: ReachModel, place: Placement, port: number): boolean {
  const associations = model.stack.ofType(vpcAssociation);
  // A VPC may be associated by another stack.
  if (associations.length === 0) return true;
  return associations.some((association) => {
    const groups = referredAt(model.stack, association, {
      paths: [["securityGroupIds"]],
      types: groupReferenceTypes,
    });
    const guard = {
      groups: groups.resources.map(({ urn }) => urn),
      hasUnknown: groups.unknown.length + groups.foreign.length > 0,
      isGuarded: groups.resources.length + groups.unknown.length + groups.foreign.length > 0,
      subnets: [],
      hasUnknownSubnets: false,
      isAssumed: false,
    };
    const { traffic } = side(model, { own: guard, other: place, direction: "ingress" });
    const box = { family: 4 as const, addresses: allAddresses[4], ...tcp(port) };
    return contains(intersectionOf(traffic.possible, [box]), [box]);
  });
}
