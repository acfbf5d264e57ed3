import type { JudgedResource } from "../engine/rule";
import type { Properties, Value } from "../engine/value";
import { isObject, isUnknown, listOf, numberOf, pointer, textOf } from "../engine/value";

/** A rule of a security group, in any of the styles it can be written in. */
export interface GroupRule {
  /** JSON pointer of the rule; empty when the resource is the rule. */
  readonly path: string;
  /** Direction. */
  readonly direction: "ingress" | "egress";
  /** Known blocks, with their pointers. */
  readonly blocks: readonly { readonly cidr: string; readonly path: string }[];
  /** Pointers of blocks that are unknown. */
  readonly unknownBlocks: readonly string[];
  /** Ports, or everything, or unknown. */
  readonly ports: Ports;
}

/** Ports that a rule opens. */
export type Ports =
  | { readonly kind: "all" }
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "unknown"; readonly path: string };

/** Types that hold security-group rules. */
export const groupRuleTypes: readonly string[] = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
];

/** The rules that a resource holds, whatever the style. */
export function groupRules({ type, properties }: JudgedResource): readonly GroupRule[] {
  switch (type) {
    case "aws:ec2/securityGroup:SecurityGroup":
      return (["ingress", "egress"] as const).flatMap((direction) =>
        listOf(properties[direction]).flatMap((rule, index) =>
          isObject(rule) ? [readRule(rule, direction, [direction, index])] : [],
        ),
      );
    case "aws:ec2/securityGroupRule:SecurityGroupRule":
      return [readRule(properties, properties["type"] === "egress" ? "egress" : "ingress", [])];
    case "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule":
      return [readRule(properties, "ingress", [])];
    case "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule":
      return [readRule(properties, "egress", [])];
    default:
      return [];
  }
}

const blockProperties = ["cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6"] as const;

function readRule(
  rule: Properties,
  direction: GroupRule["direction"],
  path: readonly (string | number)[],
): GroupRule {
  const blocks = blockProperties.flatMap((property) =>
    listOf(rule[property]).map((value) => ({ value, path: pointer([...path, property]) })),
  );
  return {
    path: pointer(path),
    direction,
    blocks: blocks.flatMap(({ value, path: at }) =>
      typeof value === "string" && !isUnknown(value) ? [{ cidr: value, path: at }] : [],
    ),
    unknownBlocks: blocks.flatMap(({ value, path: at }) => (isUnknown(value) ? [at] : [])),
    ports: readPorts(rule, path),
  };
}

/** The ports of a rule or ACL entry: protocol first, since `-1` makes ports meaningless. */
export function readPorts(rule: Properties, path: readonly (string | number)[]): Ports {
  const protocol = rule["ipProtocol"] ?? rule["protocol"];
  if (isUnknown(protocol)) return { kind: "unknown", path: pointer([...path, "protocol"]) };
  return isEveryProtocol(protocol) ? { kind: "all" } : readRange(rule, path);
}

function readRange(rule: Properties, path: readonly (string | number)[]): Ports {
  const unknownPort = (["fromPort", "toPort"] as const).find((property) =>
    isUnknown(rule[property]),
  );
  const from = numberOf(rule["fromPort"] ?? 0);
  const to = numberOf(rule["toPort"] ?? 65535);
  // Ports in the wrong order, or that are no numbers, AWS would refuse; what was meant cannot be told.
  if (unknownPort !== undefined || !(from <= to)) {
    return { kind: "unknown", path: pointer([...path, unknownPort ?? "fromPort"]) };
  }
  return from <= 1 && to >= 65535 ? { kind: "all" } : { kind: "range", from, to };
}

const isEveryProtocol = (protocol: Value | undefined): boolean =>
  protocol === undefined ||
  protocol === null ||
  ["-1", "all"].includes(textOf(protocol).toLowerCase());
