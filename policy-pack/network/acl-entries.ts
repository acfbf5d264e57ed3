import type { JudgedStack, StackResource } from "../engine/rule";
import type { Properties, Value } from "../engine/value";
import { isObject, isUnknown, listOf, numberOf, pointer, textOf } from "../engine/value";
import { everyPort, everyProtocol } from "./boxes";
import { defaultAclKind, defaultsOf } from "./defaults";
import { append } from "./group-rules";
import { type Block, parseBlock } from "./intervals";
import { aclIcmp, readSelection, type Selection } from "./protocols";

/** Network ACLs, and what belongs to them. */
export const aclTypes = {
  acl: "aws:ec2/networkAcl:NetworkAcl",
  defaultAcl: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  entry: "aws:ec2/networkAclRule:NetworkAclRule",
  association: "aws:ec2/networkAclAssociation:NetworkAclAssociation",
} as const;

const vpcType = "aws:ec2/vpc:Vpc";

/** Types an entry may belong to. A VPC stands for its default ACL. */
export const aclReferenceTypes: readonly string[] = [aclTypes.acl, aclTypes.defaultAcl, vpcType];

/** The addresses an entry is about. */
export type EntryAddresses =
  | {
      readonly kind: "known";
      /** Blocks; an entry has one. */
      readonly blocks: readonly Block[];
      /** The block as written. */
      readonly text: string;
    }
  | { readonly kind: "unknown" }
  | {
      readonly kind: "malformed";
      /** The text that is no block. */
      readonly text: string;
    };

/** An entry of a network ACL, inline or a resource of its own. */
export interface AclEntry {
  /** Resource that holds it. */
  readonly resource: StackResource;
  /** JSON pointer of the entry; empty when the resource is the entry. */
  readonly path: string;
  /** Direction; undefined when unknown. */
  readonly egress: boolean | undefined;
  /** Position; undefined when unknown or no number. */
  readonly number: number | undefined;
  /** Whether it allows; undefined when unknown. */
  readonly allows: boolean | undefined;
  /** Addresses of the other side. */
  readonly addresses: EntryAddresses;
  /** JSON pointer of the property that holds the addresses. */
  readonly addressPath: string;
  /** Protocols and ports. */
  readonly selection: Selection;
}

/** An entry whose ACL cannot be told. */
export interface UnattachedEntry extends AclEntry {
  /** URNs of the ACLs it may belong to; empty when it may be any. */
  readonly candidates: readonly string[];
}

/** The entries of the ACLs of a stack. */
export interface AclEntries {
  /** Entries by URN of the ACL, or by id for ACLs of other stacks. A default ACL nobody adopts has the URN of its VPC. */
  readonly byAcl: ReadonlyMap<string, readonly AclEntry[]>;
  /** Entries whose ACL is unknown. */
  readonly unattached: readonly UnattachedEntry[];
}

/** The entries of every ACL, inline and separate ones together. */
export function aclEntries(stack: JudgedStack): AclEntries {
  const { keyOf, keyOfId } = defaultsOf(stack, defaultAclKind);
  const byAcl = new Map<string, AclEntry[]>();
  const unattached: UnattachedEntry[] = [];
  for (const acl of stack.ofType(aclTypes.acl, aclTypes.defaultAcl)) {
    byAcl.set(acl.urn, [...inlineEntries(acl)]);
  }
  for (const resource of stack.ofType(aclTypes.entry)) {
    const entry = readEntry({
      resource,
      entry: resource.properties,
      path: [],
      egress: flagOf(resource.properties["egress"]),
    });
    const owner = stack.reference(resource, ["networkAclId"], aclReferenceTypes);
    const key =
      owner.kind === "resource"
        ? keyOf(owner.resource)
        : owner.kind === "foreign"
          ? (keyOfId(owner.name) ?? owner.name)
          : undefined;
    if (key === undefined) {
      const candidates = owner.kind === "ambiguous" ? owner.candidates.map(keyOf) : [];
      unattached.push({ ...entry, candidates });
    } else append(byAcl, key, entry);
  }
  return { byAcl, unattached };
}

/** Entries of each direction, apart; those of an unknown direction are in both. */
export const entriesByDirection = (
  entries: readonly AclEntry[],
): readonly (readonly AclEntry[])[] =>
  [false, true].map((direction) =>
    entries.filter(({ egress }) => egress === undefined || egress === direction),
  );

/** The entries that an ACL holds itself. */
export function inlineEntries(acl: StackResource): readonly AclEntry[] {
  return (["ingress", "egress"] as const).flatMap((direction) => {
    const egress = direction === "egress";
    const value = acl.properties[direction];
    if (isUnknown(value)) return [unknownEntry(acl, [direction], egress)];
    return listOf(value).flatMap((entry, index) => {
      const path = [direction, index];
      if (isUnknown(entry)) return [unknownEntry(acl, path, egress)];
      return isObject(entry) ? [readEntry({ resource: acl, entry, path, egress })] : [];
    });
  });
}

interface WrittenEntry {
  readonly resource: StackResource;
  readonly entry: Properties;
  readonly path: readonly (string | number)[];
  readonly egress: boolean | undefined;
}

const blockProperties = ["cidrBlock", "ipv6CidrBlock"] as const;

function readEntry({ resource, entry, path, egress }: WrittenEntry): AclEntry {
  const property = blockProperties.find((name) => isWritten(entry[name])) ?? "cidrBlock";
  return {
    resource,
    path: pointer(path),
    egress,
    number: positionOf(entry["ruleNumber"] ?? entry["ruleNo"]),
    allows: actionOf(entry["ruleAction"] ?? entry["action"]),
    addresses: addressesOf(entry),
    addressPath: pointer([...path, property]),
    selection: readSelection(entry, path, aclIcmp),
  };
}

function unknownEntry(
  resource: StackResource,
  path: readonly (string | number)[],
  egress: boolean,
): AclEntry {
  const at = pointer(path);
  const widest = { protocols: everyProtocol, ports: everyPort };
  return {
    resource,
    path: at,
    egress,
    number: undefined,
    allows: undefined,
    addresses: { kind: "unknown" },
    addressPath: at,
    selection: { kind: "unknown", path: at, widest },
  };
}

const isWritten = (value: Value | undefined): value is Value =>
  value !== undefined && value !== null && value !== "";

function addressesOf(entry: Properties): EntryAddresses {
  const written = blockProperties.flatMap((name) => {
    const value = entry[name];
    return isWritten(value) ? [value] : [];
  });
  if (written.some(isUnknown)) return { kind: "unknown" };
  const text = written.map(textOf).join(", ");
  const blocks = written.flatMap((value) =>
    typeof value === "string" ? (parseBlock(value) ?? []) : [],
  );
  return blocks.length === written.length && blocks.length > 0
    ? { kind: "known", blocks, text }
    : { kind: "malformed", text };
}

function positionOf(value: Value | undefined): number | undefined {
  const number = isUnknown(value) ? Number.NaN : numberOf(value);
  return Number.isFinite(number) ? number : undefined;
}

// What is neither allow nor deny is refused by AWS; until then it is read as an allow.
function actionOf(value: Value | undefined): boolean | undefined {
  return isUnknown(value) ? undefined : textOf(value).toLowerCase() !== "deny";
}

function flagOf(value: Value | undefined): boolean | undefined {
  return isUnknown(value) ? undefined : textOf(value) === "true";
}
