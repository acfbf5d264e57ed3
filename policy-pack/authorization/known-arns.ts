import { decoded } from "../engine/provider-accounts";
import type { CheckContext, JudgedStack } from "../engine/rule";
import { isUnknown } from "../engine/value";
import type { KeyValue } from "./request";

/** The stack with what its components declare: all that a decision is made from. */
export interface World {
  /** Every resource. */
  readonly stack: JudgedStack;
  /** Declared documents, and the accounts that are ours. */
  readonly context: Pick<CheckContext, "declared" | "accounts">;
}

/** Where the resources of a stack live; a part that is not known, or not the same for all, is undefined. */
export interface Place {
  /** Partition, such as `aws-us-gov`. */
  readonly partition: string | undefined;
  /** Region, such as `eu-west-1`. */
  readonly region: string | undefined;
  /** Account id. */
  readonly account: string | undefined;
}

const places = new WeakMap<JudgedStack, Place>();

/** The account and Region of a stack, by its providers; one that spans several has neither. */
export function placeOf({ stack, context }: World): Place {
  const known = places.get(stack);
  if (known !== undefined) return known;
  const regions = stack
    .ofType("pulumi:providers:aws")
    .map(({ properties }) => decoded(properties["region"]));
  const [region] = regions;
  const isOne = typeof region === "string" && !isUnknown(region) && new Set(regions).size === 1;
  const [account] = context.accounts;
  const place: Place = {
    region: isOne ? region : undefined,
    partition: isOne ? partitionOf(region) : undefined,
    account: context.accounts.size === 1 ? account : undefined,
  };
  places.set(stack, place);
  return place;
}

// The AWS SDKs' partition files tell a Region's partition by the beginning of its name.
const prefixes: readonly (readonly [string, string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-iso-", "aws-iso"],
  ["eusc-", "aws-eusc"],
];

const partitionOf = (region: string): string =>
  prefixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";

/** Our account, as the value of a condition key. */
export function accountOf(world: World): KeyValue {
  const { account } = placeOf(world);
  return account === undefined ? "unknown" : [account];
}

/** Endpoint of a service in the stack's Region, as `kms:ViaService` names it. */
export function viaService(world: World, service: string): KeyValue {
  const { region, partition } = placeOf(world);
  if (region === undefined) return "unknown";
  const ending = partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return [`${service}.${region}.${ending}`];
}
