import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Clock } from "../../runtime/clock";
import type { QuarantineFlags } from "../../runtime/governance/quarantine";
import { readAnchors } from "../../runtime/receipts/anchor";
import { createDynamoRegister } from "../../runtime/receipts/dynamo-register";
import { expiryOnlyRegister } from "../../runtime/receipts/expiry-only-register";
import { createMemoryRegister } from "../../runtime/receipts/memory-register";
import type { AcceptedPolicies, SingleUseRegister } from "../../runtime/receipts/receipt";
import { createReceiptVerifier } from "../../runtime/receipts/verifier";
import type { CallerIdentityReader } from "../../runtime/request/caller-identity";
import { createLatticeIdentityReader } from "../../runtime/request/lattice-identity";
import { createRequestVerifier, type RequestVerifier } from "../../runtime/request/verify-request";
import { createWebIdentityReader } from "../../runtime/request/web-identity";
import {
  createDynamoAcceptedPolicies,
  createStaticAcceptedPolicies,
} from "../../runtime/store/accepted-policies";
import { createDynamoQuarantine } from "../../runtime/store/dynamo-quarantine";
import { createMemoryQuarantine } from "../../runtime/store/memory-quarantine";
import type { Telemetry } from "../../runtime/telemetry/telemetry";
import type { InboundConfig } from "./inbound";

/** Settings of how a callee verifies requests, and what it is called. */
export interface VerificationConfig extends InboundConfig {
  /** Host that callers know the callee by, in lower case, without port. */
  readonly PUBLIC_HOST: string;
}

/** What a verifier is made with. */
export interface VerificationMeans {
  /** Name of the callee. */
  readonly service: string;
  /** Client of the governance table, made when the table is used. */
  readonly dynamo: () => DynamoDBClient;
  /** Where requests are recorded. */
  readonly telemetry: Telemetry;
  /** The time. */
  readonly clock: Clock;
}

/**
 * The verifier that a callee's settings describe.
 * @throws when an anchor is no public key on NIST P-256, or one role acts for two services.
 */
export function createVerification(
  config: VerificationConfig,
  means: VerificationMeans,
): RequestVerifier {
  const { service, clock, telemetry } = means;
  return createRequestVerifier({
    service,
    host: config.PUBLIC_HOST,
    identity: identityReader(config, clock),
    receipts: createReceiptVerifier({
      mode: config.RECEIPT_SIGNING,
      anchors: readAnchors(config.RECEIPT_ANCHORS),
      audience: service,
      clock,
    }),
    register: register(config, means),
    policies: policies(config, means),
    quarantine: quarantine(config, means),
    telemetry,
    clock,
  });
}

function identityReader(config: InboundConfig, clock: Clock): CallerIdentityReader {
  const roles = {
    partition: config.CALLER_PARTITION,
    accountId: config.CALLER_ACCOUNT_ID,
    roleNames: config.CALLER_ROLES,
  };
  if (config.IDENTITY === "lattice") return createLatticeIdentityReader(roles);
  const { WEB_IDENTITY_ISSUER: issuer = "", WEB_IDENTITY_AUDIENCE: audience = "" } = config;
  const { WEB_IDENTITY_JWKS_URI: jwksUri } = config;
  return createWebIdentityReader({
    issuer,
    audience,
    ...(jwksUri !== undefined && { jwksUri }),
    roles,
    clock,
  });
}

function register(
  { SINGLE_USE, TABLE_NAME: tableName = "" }: InboundConfig,
  { dynamo, clock }: VerificationMeans,
): SingleUseRegister {
  switch (SINGLE_USE) {
    case "table":
      return createDynamoRegister({ dynamo: dynamo(), tableName });
    case "memory":
      return createMemoryRegister({ clock });
    case "expiry-only":
      return expiryOnlyRegister;
  }
}

// Without the table there is nobody who could set a flag: governance alone decides then.
function quarantine(
  { TABLE_NAME: tableName }: InboundConfig,
  { dynamo, clock }: VerificationMeans,
): QuarantineFlags {
  return tableName === undefined
    ? createMemoryQuarantine()
    : createDynamoQuarantine({ dynamo: dynamo(), tableName, clock });
}

function policies(
  { ACCEPTED_POLICIES, TABLE_NAME: tableName = "" }: InboundConfig,
  { dynamo, clock }: VerificationMeans,
): AcceptedPolicies {
  return ACCEPTED_POLICIES === "table"
    ? createDynamoAcceptedPolicies({ dynamo: dynamo(), tableName, clock })
    : createStaticAcceptedPolicies({ current: ACCEPTED_POLICIES });
}
