import type { JudgedResource } from "../engine/rule";
import type { Properties, Value } from "../engine/value";
import { isObject, isUnknown, listOf, pointer, textOf } from "../engine/value";
import { everyPort, everyProtocol } from "./boxes";
import { type Block, parseBlock } from "./intervals";
import { readSelection, type Selection } from "./protocols";

/** A security group, and a rule of it in each of the styles it can be written in. */
export const groupTypes = {
  group: "aws:ec2/securityGroup:SecurityGroup",
  defaultGroup: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  rule: "aws:ec2/securityGroupRule:SecurityGroupRule",
  ingressRule: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egressRule: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
} as const;

/** A VPC stands for its default group and its default ACL. */
export const vpcType = "aws:ec2/vpc:Vpc";

/** Types that hold rules somebody wrote for a group; the default group has a rule of its own. */
export const groupRuleTypes: readonly string[] = [
  groupTypes.group,
  groupTypes.rule,
  groupTypes.ingressRule,
  groupTypes.egressRule,
];

/** Types a rule may belong to, or name as its peer. A VPC stands for its default group. */
export const groupReferenceTypes: readonly string[] = [
  groupTypes.group,
  groupTypes.defaultGroup,
  vpcType,
];

/** A path to a property. */
export type Path = readonly (string | number)[];

/** The other side of a rule, as written. */
export type WrittenPeer =
  | {
      readonly kind: "block";
      /** Addresses. */
      readonly block: Block;
      /** The block as written. */
      readonly text: string;
      /** Place. */
      readonly path: Path;
    }
  | { readonly kind: "self" | "unknown-self"; readonly path: Path }
  | { readonly kind: "group" | "prefix-list"; readonly path: Path }
  | { readonly kind: "unknown-block"; readonly path: Path }
  | { readonly kind: "malformed"; readonly text: string; readonly path: Path };

/** A rule of a security group, in any of the styles it can be written in. */
export interface GroupRule {
  /** Place in the resource; empty when the resource is the rule. */
  readonly path: Path;
  /** Direction. */
  readonly direction: "ingress" | "egress";
  /** Whether nothing of the rule is known. */
  readonly isUnknown: boolean;
  /** Protocols and ports. */
  readonly selection: Selection;
  /** The other side; none when the rule names nobody. */
  readonly peers: readonly WrittenPeer[];
  /** What the rule is for. */
  readonly description: Value | undefined;
}

/** The rules that a resource holds, whatever the style. */
export function groupRules({ type, properties }: JudgedResource): readonly GroupRule[] {
  switch (type) {
    case groupTypes.group:
    case groupTypes.defaultGroup:
      return (["ingress", "egress"] as const).flatMap((direction) =>
        inlineRules(properties[direction], direction),
      );
    case groupTypes.rule:
      return directionsOf(properties["type"]).map((direction) =>
        readRule(properties, direction, []),
      );
    case groupTypes.ingressRule:
      return [readRule(properties, "ingress", [])];
    case groupTypes.egressRule:
      return [readRule(properties, "egress", [])];
    default:
      return [];
  }
}

function inlineRules(
  value: Value | undefined,
  direction: GroupRule["direction"],
): readonly GroupRule[] {
  if (isUnknown(value)) return [unknownRule(direction, [direction])];
  return listOf(value).flatMap((rule, index) => {
    const path = [direction, index];
    if (isUnknown(rule)) return [unknownRule(direction, path)];
    return isObject(rule) ? [readRule(rule, direction, path)] : [];
  });
}

// A rule of unknown direction is read as one of each.
function directionsOf(type: Value | undefined): readonly GroupRule["direction"][] {
  if (isUnknown(type)) return ["ingress", "egress"];
  return [textOf(type).toLowerCase() === "egress" ? "egress" : "ingress"];
}

function unknownRule(direction: GroupRule["direction"], path: Path): GroupRule {
  const widest = { protocols: everyProtocol, ports: everyPort };
  return {
    path,
    direction,
    isUnknown: true,
    selection: { kind: "unknown", path: pointer(path), widest },
    peers: [{ kind: "unknown-block", path }],
    description: undefined,
  };
}

function readRule(rule: Properties, direction: GroupRule["direction"], path: Path): GroupRule {
  return {
    path,
    direction,
    isUnknown: false,
    selection: readSelection(rule, path),
    peers: peersOf(rule, path),
    description: rule["description"],
  };
}

const blockProperties = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"] as const;
const groupProperties = [
  "securityGroups",
  "sourceSecurityGroupId",
  "referencedSecurityGroupId",
] as const;
const listProperties = ["prefixListIds", "prefixListId"] as const;

function peersOf(rule: Properties, path: Path): readonly WrittenPeer[] {
  const each = (properties: readonly string[], read: (value: Value, at: Path) => WrittenPeer) =>
    properties.flatMap((property) => {
      const value = rule[property];
      const isList = Array.isArray(value);
      return listOf(value).map((item, index) =>
        read(item, [...path, property, ...(isList ? [index] : [])]),
      );
    });
  return [
    ...each(blockProperties, blockPeer),
    ...each(groupProperties, (_value, at) => ({ kind: "group", path: at })),
    ...each(listProperties, (_value, at) => ({ kind: "prefix-list", path: at })),
    ...selfPeer(rule["self"], [...path, "self"]),
  ];
}

function selfPeer(value: Value | undefined, path: Path): readonly WrittenPeer[] {
  if (isUnknown(value)) return [{ kind: "unknown-self", path }];
  return textOf(value) === "true" ? [{ kind: "self", path }] : [];
}

function blockPeer(value: Value, path: Path): WrittenPeer {
  if (isUnknown(value)) return { kind: "unknown-block", path };
  const text = textOf(value);
  const block = typeof value === "string" ? parseBlock(value) : undefined;
  return block === undefined
    ? { kind: "malformed", text, path }
    : { kind: "block", block, text, path };
}
