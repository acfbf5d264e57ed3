import type { CheckContext, JudgedStack, Observation, Reference, StackResource } from "./rule";
import { textsParam } from "./rule";
import { isUnknown, pointer, read, textOf } from "./value";

const aliasType = "aws:kms/alias:Alias";

/** Types of keys. */
export const keyTypes: readonly string[] = [
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];

/** The param by which rules accept keys of other stacks and accounts. */
export const allowedKeysParam = {
  type: "array",
  description: "Keys outside the stack that are accepted, as the resources name them.",
  default: [],
} as const;

/** Where a resource names its key. */
export interface KeyReference {
  /** Resource. */
  readonly resource: StackResource;
  /** Path of the property. */
  readonly path: readonly (string | number)[];
}

/** What a resource names as its key. */
export type KeyTarget =
  | { readonly kind: "key"; readonly key: StackResource }
  | { readonly kind: "absent" | "unknown" | "ambiguous" }
  | { readonly kind: "aws" | "foreign" | "other-account"; readonly name: string };

/** Finds the key that a property names, by id, ARN, alias or property dependency. */
export function keyOf(
  stack: JudgedStack,
  { resource, path }: KeyReference,
  { accounts }: Pick<CheckContext, "accounts">,
): KeyTarget {
  const reading = read(resource.properties, ...path);
  if (reading.kind === "known") {
    const name = textOf(reading.value);
    if (name === "") return { kind: "absent" };
    if (/(^|:)alias\/aws\//.test(name)) return { kind: "aws", name };
    if (isOfOtherAccount(name, accounts)) return { kind: "other-account", name };
  }
  const reference = stack.reference(resource, path, [...keyTypes, aliasType]);
  return targetOf(stack, reference);
}

function targetOf(stack: JudgedStack, reference: Reference): KeyTarget {
  switch (reference.kind) {
    case "resource":
      return followed(stack, reference.resource);
    case "ambiguous":
      return agreed(reference.candidates.map((candidate) => followed(stack, candidate)));
    case "foreign":
      return foreign(stack, reference.name);
    case "unknown":
    case "absent":
      return { kind: reference.kind };
  }
}

// An alias whose name is unknown may be the one that is meant.
function foreign(stack: JudgedStack, name: string): KeyTarget {
  const mayBeOurs =
    /(^|:)alias\//.test(name) &&
    stack.ofType(aliasType).some(({ properties }) => isUnknown(properties["name"]));
  return mayBeOurs ? { kind: "unknown" } : { kind: "foreign", name };
}

// An alias counts only as the key it stands for; an alias never stands for another one.
function followed(stack: JudgedStack, resource: StackResource): KeyTarget {
  if (resource.type !== aliasType) return { kind: "key", key: resource };
  const target = stack.reference(resource, ["targetKeyId"], keyTypes);
  if (target.kind === "resource") return { kind: "key", key: target.resource };
  if (target.kind === "foreign") return { kind: "foreign", name: target.name };
  return { kind: "unknown" };
}

// A property may depend on a key and on its alias; that is one key.
function agreed(targets: readonly KeyTarget[]): KeyTarget {
  const [first] = targets;
  const isOne =
    first?.kind === "key" &&
    targets.every((target) => target.kind === "key" && target.key.urn === first.key.urn);
  return isOne ? first : { kind: "ambiguous" };
}

// Without accounts of ours nothing can be said to be foreign.
function isOfOtherAccount(name: string, accounts: ReadonlySet<string>): boolean {
  const [scheme, , , , account = ""] = name.split(":");
  return scheme === "arn" && accounts.size > 0 && !accounts.has(account);
}

/** Judges the key a resource names: there must be one, it must be the stack's own, and able to encrypt. */
export function judgeKey(
  stack: JudgedStack,
  reference: KeyReference,
  context: Pick<CheckContext, "accounts" | "params">,
): readonly Observation[] {
  const path = pointer(reference.path);
  const target = keyOf(stack, reference, context);
  const property = String(reference.path.at(-1));
  const fix = `Set ${property} to the ARN of a KMS key that this stack declares.`;
  const fail = (message: string): readonly Observation[] => [
    { verdict: "fail", path, message, fix },
  ];
  switch (target.kind) {
    case "key":
      return judgeState(target.key, path);
    case "absent":
      return fail("No key of your own encrypts it.");
    case "aws":
    case "other-account":
    case "foreign":
      if (textsParam(context, "allowedKeys").includes(target.name)) return [];
      return fail(`${target.name} ${objections[target.kind]}`);
    case "unknown":
    case "ambiguous":
      return [{ verdict: "undecided", path, message: doubts[target.kind], fix }];
  }
}

const objections = {
  aws: "belongs to AWS: whoever may use the service may use it.",
  "other-account": "belongs to another account, which may take it away.",
  foreign: "is no key of this stack, so nobody can see its policy.",
} as const;

const doubts = {
  unknown: "The key is unknown and refers to no key of this stack.",
  ambiguous: "The key refers to several keys of this stack.",
} as const;

// A disabled key makes data unreadable, and only symmetric keys encrypt what services store.
function judgeState({ urn, properties }: StackResource, path: string): readonly Observation[] {
  const states = ["isEnabled", "enabled"].map((name) => [name, properties[name]] as const);
  const off = states.find(([, value]) => value === false || value === "false");
  if (off !== undefined) {
    const evidence = [{ urn, path: `/${off[0]}` }];
    const fix = `Set ${off[0]} of the key to true.`;
    return [{ verdict: "fail", path, message: "Its key is disabled.", fix, evidence }];
  }
  const spec = properties["customerMasterKeySpec"] ?? "SYMMETRIC_DEFAULT";
  const isOpen = isUnknown(spec) || states.some(([, value]) => isUnknown(value));
  if (spec !== "SYMMETRIC_DEFAULT" && !isUnknown(spec)) {
    const evidence = [{ urn, path: "/customerMasterKeySpec" }];
    const message = `Its key is of spec ${textOf(spec)}, which encrypts no stored data.`;
    const fix = "Name a key of spec SYMMETRIC_DEFAULT.";
    return [{ verdict: "fail", path, message, fix, evidence }];
  }
  if (!isOpen) return [];
  const message = "Whether its key is enabled and symmetric is unknown.";
  return [{ verdict: "undecided", path, message, evidence: [{ urn, path: "" }] }];
}
