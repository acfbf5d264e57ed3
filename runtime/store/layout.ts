import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { maxSkewSeconds } from "../receipts/receipt";

/*
 * The table has one partition key, `pk`, and one TTL attribute, `expiresAt`. Policies of the roles limit access by the
 * first words of the key, so these are contract.
 */

/** Seconds beyond which a used receipt is kept: clocks of tasks and of the table differ. */
const keptMarginSeconds = 60;

/** Key of a receipt that was used. An id holds no `#`, so two receipts never share a key. */
export const receiptKey = (audience: string, id: string): string => `receipt#${audience}#${id}`;

/**
 * When the table may forget a used receipt, in seconds since the epoch: only once no callee would take it any more.
 */
export const receiptKeptUntil = (expires: number): number =>
  expires + maxSkewSeconds + keptMarginSeconds;

/** Key of a service's quarantine flag. */
export const quarantineKey = (service: string): string => `quarantine#${service}`;

/** Key of the list of accepted policies. */
export const acceptedPoliciesKey = "policy#accepted";

/** The estate's table. */
export interface Table {
  /** Client of the table's account and region; its retries count towards the timeout. */
  readonly dynamo: DynamoDBClient;
  /** Name of the table. */
  readonly tableName: string;
  /** How long one call of the table may take, in milliseconds. @default 500 */
  readonly timeoutMilliseconds?: number;
}

/** Used where no other timeout is given. */
export const defaultTimeoutMilliseconds = 500;
