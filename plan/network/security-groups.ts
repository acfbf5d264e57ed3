import type { Config } from "../../config/resolve";
import type { PlanContext } from "../context";
import type { Tags } from "../tags";
import { serviceTags } from "../tags";
import { databaseRules, rotationGroups } from "./rotation-groups";

/** Other side of a security-group rule; an address block only for databases, whose groups another stack holds. */
export type SecurityGroupPeer =
  | { readonly kind: "security-group"; readonly key: string }
  | { readonly kind: "address-block"; readonly cidr: string }
  | { readonly kind: "managed-prefix-list"; readonly name: string };

/** One rule: TCP, one port, one peer. */
export interface SecurityGroupRulePlan {
  /** Stable key, unique in the plan. */
  readonly key: string;
  /** Group the rule belongs to. */
  readonly group: string;
  /** Direction. */
  readonly direction: "ingress" | "egress";
  /** The only port. */
  readonly port: number;
  /** Who may be on the other side. */
  readonly peer: SecurityGroupPeer;
  /** Purpose; AWS allows a limited set of characters. */
  readonly description: string;
}

/** A security group. */
export interface SecurityGroupPlan {
  /** Stable key: a service's name, also with `-rotation`, `endpoints` or `mesh`. */
  readonly key: string;
  /** Physical name. A change replaces the group. */
  readonly name: string;
  /** Service that it belongs to; undefined for the groups of the estate. */
  readonly service: string | undefined;
  /** Purpose. A change replaces the group. */
  readonly description: string;
  /** Tags. */
  readonly tags: Tags;
}

/** All groups and, apart from them, all rules: groups refer to each other (NET-15). */
export interface SecurityGroupsPlan {
  /** The groups. */
  readonly groups: readonly SecurityGroupPlan[];
  /** The rules. */
  readonly rules: readonly SecurityGroupRulePlan[];
  /** Name of the AWS-managed prefix list of VPC Lattice. */
  readonly latticePrefixList: string;
}

/** Keys of the groups that belong to no service. */
export const sharedGroups = { endpoints: "endpoints", mesh: "mesh" } as const;

/** One group per service, one per rotation function in the VPC, one for interface endpoints, and one that guards the mesh association. */
export function planSecurityGroups(context: PlanContext): SecurityGroupsPlan {
  const { config, environment } = context;
  const latticePrefixList = `com.amazonaws.${environment.region}.vpc-lattice`;
  const services = Object.keys(config.services);
  const rotation = rotationGroups(context);
  return {
    latticePrefixList,
    groups: [...planGroups(context, services), ...rotation],
    rules: [
      ...[...services, ...rotation.map(({ key }) => key)].flatMap(endpointRules),
      ...databaseRules(context),
      ...(config.mesh.backend === "vpc-lattice"
        ? latticeRules(config, latticePrefixList)
        : directRules(config)),
    ],
  };
}

function planGroups({ names, tags }: PlanContext, services: readonly string[]) {
  const group = (key: string, description: string): SecurityGroupPlan => ({
    key,
    name: names.name(key),
    service: undefined,
    description,
    tags: { ...tags, Name: names.name(key) },
  });
  return [
    ...services.map((service) => ({
      ...group(service, `Tasks of ${service}`),
      service,
      tags: { ...serviceTags(tags, service), Name: names.name(service) },
    })),
    group(sharedGroups.endpoints, "Interface endpoints of AWS services"),
    group(sharedGroups.mesh, "Callers of the service network"),
  ];
}

const groupPeer = (key: string): SecurityGroupPeer => ({ kind: "security-group", key });

function endpointRules(client: string): readonly SecurityGroupRulePlan[] {
  return pair({ from: client, to: sharedGroups.endpoints, port: 443, purpose: "AWS APIs" });
}

// Through Lattice the callee sees Lattice addresses, never the caller: each side is opened to the prefix
// list, and the association's group decides which callers may enter the mesh at all (NET-18).
function latticeRules(config: Config, prefixList: string): readonly SecurityGroupRulePlan[] {
  const peer = { kind: "managed-prefix-list", name: prefixList } as const;
  const callers = [...new Set(config.edges.map(({ from }) => from))];
  const callees = [...new Set(config.edges.map(({ to }) => to))];
  return [
    ...callers.map((caller) =>
      rule({
        group: caller,
        direction: "egress",
        port: 443,
        peer,
        key: "mesh",
        purpose: "the service network",
      }),
    ),
    ...callers.map((caller) =>
      rule({
        group: sharedGroups.mesh,
        direction: "ingress",
        port: 443,
        peer: groupPeer(caller),
        key: caller,
        purpose: caller,
      }),
    ),
    ...callees.map((callee) =>
      rule({
        group: callee,
        direction: "ingress",
        port: portOf(config, callee),
        peer,
        key: "mesh",
        purpose: "the service network",
      }),
    ),
  ];
}

function directRules(config: Config): readonly SecurityGroupRulePlan[] {
  return config.edges.flatMap(({ from, to }) =>
    pair({ from, to, port: portOf(config, to), purpose: `calls from ${from} to ${to}` }),
  );
}

const portOf = (config: Config, service: string): number => config.services[service]?.port ?? 443;

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly purpose: string;
}

function pair({ from, to, port, purpose }: Pair): readonly SecurityGroupRulePlan[] {
  return [
    rule({ group: from, direction: "egress", port, peer: groupPeer(to), key: to, purpose }),
    rule({ group: to, direction: "ingress", port, peer: groupPeer(from), key: from, purpose }),
  ];
}

interface Rule
  extends Pick<SecurityGroupRulePlan, "group" | "direction" | "port" | "peer" | "key"> {
  readonly purpose: string;
}

function rule({ group, direction, port, peer, key, purpose }: Rule): SecurityGroupRulePlan {
  const preposition = direction === "ingress" ? "from" : "to";
  return {
    key: `${group}-${direction}-${key}-${String(port)}`,
    group,
    direction,
    port,
    peer,
    description: `TLS ${preposition} ${purpose}`,
  };
}
