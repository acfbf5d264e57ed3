import type { JudgedStack, StackResource } from "../engine/rule";
import type { Properties, Value } from "../engine/value";
import { isObject, isUnknown, listOf, numberOf } from "../engine/value";
import { type Block, parseBlock } from "./intervals";
import { type Ports, readPorts } from "./rules";

const aclType = "aws:ec2/networkAcl:NetworkAcl";
const entryType = "aws:ec2/networkAclRule:NetworkAclRule";

/** An entry of a network ACL, inline or a resource of its own. */
export interface AclEntry {
  /** Resource that holds it. */
  readonly resource: StackResource;
  /** JSON pointer of the entry; empty when the resource is the entry. */
  readonly path: string;
  /** Direction. */
  readonly egress: boolean;
  /** Position. */
  readonly number: number;
  /** Whether it allows. */
  readonly allows: boolean;
  /** Addresses of the other side; undefined when unknown or malformed. */
  readonly block: Block | undefined;
  /** Ports. */
  readonly ports: Ports;
  /** Whether everything that decides is known. */
  readonly isKnown: boolean;
}

/** The entries of every ACL, and entries whose ACL cannot be told. */
export function aclEntries(stack: JudgedStack): {
  readonly entries: ReadonlyMap<string, readonly AclEntry[]>;
  readonly unattached: readonly StackResource[];
} {
  const entries = new Map<string, readonly AclEntry[]>();
  for (const acl of stack.ofType(aclType)) entries.set(acl.urn, inlineEntries(acl));
  const unattached: StackResource[] = [];
  for (const resource of stack.ofType(entryType)) {
    const acls = stack.referred(resource, "networkAclId", [aclType]);
    const [acl] = acls;
    // An entry for an ACL of another stack is judged by itself.
    const isForeign = acls.length === 0 && !isUnknown(resource.properties["networkAclId"]);
    if (acl === undefined && !isForeign) unattached.push(resource);
    const key = acl?.urn ?? resource.urn;
    const entry = readEntry(resource, resource.properties, "");
    entries.set(key, [...(entries.get(key) ?? []), { ...entry, egress: isEgress(resource) }]);
  }
  return { entries, unattached };
}

const isEgress = ({ properties }: StackResource): boolean => properties["egress"] === true;

function inlineEntries(acl: StackResource): readonly AclEntry[] {
  return (["ingress", "egress"] as const).flatMap((direction) =>
    listOf(acl.properties[direction]).flatMap((entry, index) =>
      isObject(entry)
        ? [
            {
              ...readEntry(acl, entry, `/${direction}/${String(index)}`),
              egress: direction === "egress",
            },
          ]
        : [],
    ),
  );
}

function readEntry(
  resource: StackResource,
  entry: Properties,
  path: string,
): Omit<AclEntry, "egress"> {
  const action = entry["ruleAction"] ?? entry["action"];
  const cidr = entry["cidrBlock"] ?? entry["ipv6CidrBlock"];
  const number = entry["ruleNumber"] ?? entry["ruleNo"];
  const block = typeof cidr === "string" && !isUnknown(cidr) ? parseBlock(cidr) : undefined;
  const ports = readPorts(entry, []);
  return {
    resource,
    path,
    number: numberOf(number),
    allows: !(typeof action === "string" && action.toLowerCase() === "deny"),
    block,
    ports,
    isKnown:
      isReadable(action) &&
      Number.isFinite(numberOf(number)) &&
      block !== undefined &&
      ports.kind !== "unknown",
  };
}

const isReadable = (value: Value | undefined): boolean => value !== undefined && !isUnknown(value);
