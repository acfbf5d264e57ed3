import type { DeclaredDocuments } from "../engine/contract";
import type { JudgedStack, StackResource } from "../engine/rule";
import { isObject, isUnknown, listOf, pointer, textOf, type Value } from "../engine/value";
import { type Block, parseBlock } from "./intervals";

const listType = "aws:ec2/managedPrefixList:ManagedPrefixList";
const entryType = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";

const endpointType = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** Types that hold prefix lists and their entries. */
export const prefixListTypes: readonly string[] = [listType, entryType];

/** What stands behind a prefix list. */
export type PrefixList =
  | {
      readonly kind: "stack";
      /** The list. */
      readonly resource: StackResource;
      /** Known entries. */
      readonly entries: readonly PrefixListEntry[];
      /** Whether every entry is known and well-formed. */
      readonly isComplete: boolean;
    }
  | {
      /** The end of a declared edge, or a list that AWS keeps. */
      readonly kind: "declared" | "aws-managed";
      /** Name such as `com.amazonaws.us-east-1.s3`, or id. */
      readonly name: string;
    }
  | { readonly kind: "undecided" };

/** One block of a prefix list. */
export interface PrefixListEntry {
  /** Addresses. */
  readonly block: Block;
  /** The block as written. */
  readonly text: string;
  /** Resource that holds the entry. */
  readonly resource: StackResource;
  /** JSON pointer of the block there. */
  readonly path: string;
}

/** Finds what stands behind the prefix list that a property names. */
export type PrefixLists = (
  resource: StackResource,
  path: readonly (string | number)[],
) => PrefixList;

// Customers' own lists came in 2020 and have 17 digits; the ids of 8 digits are AWS's of before.
const shortId = /^pl-[0-9a-f]{8}$/;

/** Whether a name is that of a list that AWS keeps. */
export const isManagedListName = (name: string): boolean =>
  /^(cn\.)?com\.amazonaws\.[a-z0-9-]+\.[a-z0-9.-]+$/.test(name);

/** Whether text is the id of a list that AWS keeps, as far as the form of the id tells. */
export const isManagedListId = (id: string): boolean => shortId.test(id);

/**
 * Expands the lists of the stack. A list of nobody in the stack is known when it is the end of a declared
 * edge, or AWS's own by its name or by the form of its id.
 */
export function prefixListsOf(
  stack: JudgedStack,
  { edges }: Pick<DeclaredDocuments, "edges">,
): PrefixLists {
  const declared = declaredLists(edges);
  const separate = new Map<string, StackResource[]>();
  const loose: StackResource[] = [];
  for (const entry of stack.ofType(entryType)) {
    const list = stack.reference(entry, ["prefixListId"], [listType]);
    if (list.kind === "resource") {
      const { urn } = list.resource;
      separate.set(urn, [...(separate.get(urn) ?? []), entry]);
    } else if (list.kind !== "foreign") loose.push(entry);
  }
  const expanded = new Map<string, PrefixList>();
  return (resource, path) => {
    const list = stack.reference(resource, path, [listType, endpointType]);
    if (list.kind === "foreign") return outside(list.name, declared);
    if (list.kind !== "resource") return { kind: "undecided" };
    // A gateway endpoint gives out the id of its service's list.
    if (list.resource.type === endpointType) {
      return { kind: "aws-managed", name: textOf(list.resource.properties["serviceName"]) };
    }
    const { urn } = list.resource;
    const found =
      expanded.get(urn) ?? expand(list.resource, separate.get(urn) ?? [], loose.length === 0);
    expanded.set(urn, found);
    return found;
  };
}

/** Names and ids of the prefix lists that are ends of declared edges. */
export function declaredLists(edges: DeclaredDocuments["edges"]): ReadonlySet<string> {
  const ends = edges.flatMap(({ from, to }) => [from, to]);
  return new Set(ends.flatMap((end) => (end.kind === "prefix-list" ? [end.name] : [])));
}

function outside(name: string, declared: ReadonlySet<string>): PrefixList {
  if (declared.has(name)) return { kind: "declared", name };
  return isManagedListName(name) || isManagedListId(name)
    ? { kind: "aws-managed", name }
    : { kind: "undecided" };
}

// An entry whose list cannot be told could be of any list.
function expand(
  list: StackResource,
  entries: readonly StackResource[],
  isClosed: boolean,
): PrefixList {
  const inline = list.properties["entries"];
  const cidrs = [
    ...listOf(inline).map((entry, index) => ({
      value: isObject(entry) ? entry["cidr"] : entry,
      resource: list,
      path: pointer(["entries", index, "cidr"]),
    })),
    ...entries.map((resource) => ({
      value: resource.properties["cidr"],
      resource,
      path: "/cidr",
    })),
  ];
  const known = cidrs.flatMap(({ value, resource, path }): readonly PrefixListEntry[] => {
    const block = blockOf(value);
    return block === undefined ? [] : [{ block, text: textOf(value), resource, path }];
  });
  return {
    kind: "stack",
    resource: list,
    entries: known,
    isComplete: isClosed && known.length === cidrs.length,
  };
}

const blockOf = (value: Value | undefined): Block | undefined =>
  typeof value === "string" && !isUnknown(value) ? parseBlock(value) : undefined;
