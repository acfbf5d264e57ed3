import type { JudgedResource } from "../engine/rule";
import {
  isObject,
  isUnknown,
  listOf,
  numberOf,
  pointer,
  textOf,
  type Value,
} from "../engine/value";
import { aclTypes } from "./acl-entries";
import { parseBlock } from "./intervals";
import { prefixListTypes } from "./prefix-lists";
import { aclIcmp, readSelection } from "./protocols";
import { groupRules, groupRuleTypes, groupTypes, type Path } from "./rules";

/** Types that hold network rules, ACL entries or blocks. */
export const malformedTypes: readonly string[] = [
  ...groupRuleTypes,
  groupTypes.defaultGroup,
  aclTypes.acl,
  aclTypes.defaultAcl,
  aclTypes.entry,
  ...prefixListTypes,
];

/** Something that cannot be read. */
export interface Malformed {
  /** JSON pointer. */
  readonly path: string;
  /** What is wrong, in one sentence. */
  readonly message: string;
}

/** Everything in a resource's rules, entries and blocks that is known and cannot be read. */
export function malformedIn(resource: JudgedResource): readonly Malformed[] {
  const { type, properties } = resource;
  if (type === aclTypes.entry) return entryProblems(properties, []);
  if (type === aclTypes.acl || type === aclTypes.defaultAcl) {
    return ["ingress", "egress"].flatMap((direction) =>
      listOf(properties[direction]).flatMap((entry, index) =>
        entryProblems(entry, [direction, index]),
      ),
    );
  }
  if (prefixListTypes.includes(type)) return listProblems(resource);
  return groupRules(resource).flatMap(({ selection, peers }) => [
    ...(selection.kind === "malformed" ? [selection] : []),
    ...peers.flatMap((peer) =>
      peer.kind === "malformed" ? [notABlock(peer.text, peer.path)] : [],
    ),
  ]);
}

const notABlock = (text: string, path: Path): Malformed => ({
  path: pointer(path),
  message: `${text} is not an address block.`,
});

function blockProblems(value: Value | undefined, path: Path): readonly Malformed[] {
  if (value === undefined || value === null || value === "" || isUnknown(value)) return [];
  const isBlock = typeof value === "string" && parseBlock(value) !== undefined;
  return isBlock ? [] : [notABlock(textOf(value), path)];
}

function listProblems({ properties }: JudgedResource): readonly Malformed[] {
  return [
    ...blockProblems(properties["cidr"], ["cidr"]),
    ...listOf(properties["entries"]).flatMap((entry, index) =>
      isObject(entry) ? blockProblems(entry["cidr"], ["entries", index, "cidr"]) : [],
    ),
  ];
}

function entryProblems(entry: Value, path: Path): readonly Malformed[] {
  if (!isObject(entry)) return [];
  const selection = readSelection(entry, path, aclIcmp);
  return [
    ...(selection.kind === "malformed" ? [selection] : []),
    ...blockProblems(entry["cidrBlock"], [...path, "cidrBlock"]),
    ...blockProblems(entry["ipv6CidrBlock"], [...path, "ipv6CidrBlock"]),
    ...actionProblems(entry, path),
    ...numberProblems(entry, path),
  ];
}

function actionProblems(entry: { readonly [key: string]: Value }, path: Path) {
  const property = entry["ruleAction"] === undefined ? "action" : "ruleAction";
  const action = entry[property];
  if (isUnknown(action) || ["allow", "deny"].includes(textOf(action).toLowerCase())) return [];
  const message = `${textOf(action)} is neither allow nor deny.`;
  return [{ path: pointer([...path, property]), message }];
}

// AWS keeps 32767 for the final denial (VPC User Guide, "Network ACL rules").
function numberProblems(entry: { readonly [key: string]: Value }, path: Path) {
  const property = entry["ruleNumber"] === undefined ? "ruleNo" : "ruleNumber";
  const number = numberOf(entry[property]);
  if (isUnknown(entry[property])) return [];
  if (Number.isInteger(number) && number >= 1 && number <= 32766) return [];
  const message = `${textOf(entry[property])} is not a rule number from 1 to 32766.`;
  return [{ path: pointer([...path, property]), message }];
}
