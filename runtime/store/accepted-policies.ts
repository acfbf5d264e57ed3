import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { sha256Hex } from "../formats";
import type { AcceptedPolicies } from "../receipts/receipt";
import { createFresh, type FreshOptions } from "./fresh";
import { acceptedPoliciesKey, type Table } from "./layout";
import { readItem } from "./read-item";

/** Policy digests that a deployment accepts; each 64 lower-case hexadecimal digits. */
export interface PolicyList {
  /** Digest of the policies that governance decides with. */
  readonly current: string;
  /** Digest of those before, while decisions of theirs may still be under way. */
  readonly previous?: {
    readonly digest: string;
    /** When they end, in seconds since the epoch. */
    readonly until: number;
  };
}

/** A list that does not change: local runs, and a callee that is deployed anew with each change of policies. */
export function createStaticAcceptedPolicies(list: PolicyList): AcceptedPolicies {
  return { accepts: (digest, now) => Promise.resolve(isAccepted(list, digest, now)) };
}

/** The list of the table: a change acts within `cacheMilliseconds`. No list, or one that is not readable, throws. */
export function createDynamoAcceptedPolicies(options: Table & FreshOptions): AcceptedPolicies {
  const read = createFresh(async (key) => readList(await readItem(options, key)), options);
  return {
    accepts: async (digest, now) => isAccepted(await read(acceptedPoliciesKey), digest, now),
  };
}

const isAccepted = ({ current, previous }: PolicyList, digest: string, nowSeconds: number) =>
  digest === current || (digest === previous?.digest && nowSeconds < previous.until);

const digestAttribute = z.object({ S: z.string().check(z.regex(sha256Hex)) });

/** The item under `acceptedPoliciesKey`, as the table holds it. */
const listItem = z
  .object({
    current: digestAttribute,
    previous: z.optional(digestAttribute),
    previousUntil: z.optional(z.object({ N: z.string().check(z.regex(/^\d{1,15}$/)) })),
  })
  .check(z.refine((item) => (item.previous === undefined) === (item.previousUntil === undefined)));

function readList(item: Readonly<Record<string, AttributeValue>> | undefined): PolicyList {
  const parsed = listItem.safeParse(item);
  if (!parsed.success) {
    throw new Error("The list of accepted policies of the table is not readable.");
  }
  const { current, previous, previousUntil } = parsed.data;
  if (previous === undefined || previousUntil === undefined) return { current: current.S };
  return { current: current.S, previous: { digest: previous.S, until: Number(previousUntil.N) } };
}
