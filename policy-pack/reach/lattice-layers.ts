import type { DeclaredEdge } from "../engine/contract";
import type { CheckContext, StackResource } from "../engine/rule";
import { numberOf } from "../engine/value";
import { all, any, type Truth } from "../iam/effective/truth";
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
  lackingUnless,
  latticeBlocks,
  lets,
  linuxClient,
  managedClient,
  placesOf,
  type Shortfall,
} from "./edge-layers";
import { blocksOf, type HeldRule } from "./filters";
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
  const isOut = any(ports.map((port) => opensLattice(model, place, { direction: "egress", port })));
  const passes = inPlace(place, (subnet) => {
    const through = { subnet, blocks: latticeBlocks };
    return all([
      any(
        ports.map((port) =>
          lets(model.acl, { ...through, direction: "egress", selected: tcp(port) }),
        ),
      ),
      lets(model.acl, { ...through, direction: "ingress", selected: replies(linuxClient) }),
    ]);
  });
  return [
    ...lackingUnless(isOut, "the caller's groups do not let it out to VPC Lattice"),
    ...lackingUnless(
      passes,
      "network ACLs do not let the caller reach VPC Lattice, or its replies come back",
    ),
    ...lackingUnless(
      any(ports.map((port) => isAdmitted(model, place, port))),
      "the group of the VPC association does not admit the caller",
    ),
  ];
}

function calleeShortfalls(model: ReachModel, place: Placement, edge: DeclaredEdge) {
  const port = edge.port ?? 443;
  const passes = inPlace(place, (subnet) => {
    const through = { subnet, blocks: latticeBlocks };
    return all([
      lets(model.acl, { ...through, direction: "ingress", selected: tcp(port) }),
      lets(model.acl, { ...through, direction: "egress", selected: replies(managedClient) }),
    ]);
  });
  return [
    ...lackingUnless(
      opensLattice(model, place, { direction: "ingress", port }),
      "the callee's groups do not admit VPC Lattice",
    ),
    ...lackingUnless(
      passes,
      "network ACLs do not let VPC Lattice reach the callee, or its replies go back",
    ),
  ];
}

interface Opening {
  readonly direction: "ingress" | "egress";
  readonly port: number;
}

// Which list of AWS a prefix list is cannot be told by its id: any that is not of the stack may be Lattice's.
function opensLattice(model: ReachModel, place: Placement, { direction, port }: Opening): Truth {
  if (!place.isGuarded) return "yes";
  const opened = any(model.groupRules(place, direction).map((held) => ruleOpens(held, port)));
  return opened === "no" && place.hasUnknown ? "maybe" : opened;
}

function ruleOpens({ rule, isCertain }: HeldRule, port: number): Truth {
  const { selection } = rule;
  if (selection.kind === "malformed") return "no";
  const { protocols, ports } = selection.kind === "known" ? selection : selection.widest;
  const isOpen = protocols.from <= 6 && 6 <= protocols.to && ports.from <= port && port <= ports.to;
  if (!isOpen) return "no";
  const isKnown = isCertain && selection.kind === "known";
  return all([isKnown ? "yes" : "maybe", any(rule.peers.map(isLattice))]);
}

function isLattice(peer: Peer): Truth {
  if (peer.kind === "prefix-list" && peer.list.kind !== "stack") return "yes";
  const { blocks, isComplete } = blocksOf(peer);
  const holds = latticeBlocks.every(({ first, last }) =>
    blocks.some((block) => block.family === 4 && block.first <= first && last <= block.last),
  );
  return holds ? "yes" : isComplete ? "no" : "maybe";
}

function isAdmitted(model: ReachModel, place: Placement, port: number): Truth {
  const associations = model.stack.ofType(vpcAssociation);
  // A VPC may be associated by another stack.
  if (associations.length === 0) return "yes";
  const truths = associations.map((association): Truth => {
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
    if (contains(intersectionOf(traffic.certain, [box]), [box])) return "yes";
    return contains(intersectionOf(traffic.possible, [box]), [box]) ? "maybe" : "no";
  });
  return any(truths);
}
