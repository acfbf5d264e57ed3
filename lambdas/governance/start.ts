import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { KMSClient } from "@aws-sdk/client-kms";
import type { Clock } from "../../runtime/clock";
import { createGovernance, type GovernanceOptions } from "../../runtime/governance/governance";
import { createEphemeralReceiptSigner } from "../../runtime/receipts/ephemeral-signer";
import { createKmsAnchor } from "../../runtime/receipts/kms-anchor";
import { createKmsReceiptSigner } from "../../runtime/receipts/kms-signer";
import type { ReceiptSigner } from "../../runtime/receipts/receipt";
import { createDynamoQuarantine } from "../../runtime/store/dynamo-quarantine";
import type { Telemetry } from "../../runtime/telemetry/telemetry";
import { createHandler, type Handler } from "./create-handler";
import { readSettings, type Settings } from "./environment";

/** What the function starts with. */
export interface StartOptions extends Pick<GovernanceOptions, "createEngine"> {
  /** Environment variables; read here, once. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of the policy bundle; undefined when it cannot be read. */
  readonly bundleText: string | undefined;
  /** Client of the table's Region. */
  readonly dynamo: DynamoDBClient;
  /** Client of the receipt key's Region. */
  readonly kms: KMSClient;
  /** Where decisions are recorded. */
  readonly telemetry: Telemetry;
  /** Time. */
  readonly clock: Clock;
}

/** Starts the function. With settings that are not exactly right it refuses everything as `not-ready`. */
export function start(options: StartOptions): Handler {
  const { environment, dynamo, kms, clock, createEngine, telemetry } = options;
  const settings = readSettings(environment);
  const governance = createGovernance({
    bundleText: settings === undefined ? undefined : options.bundleText,
    pinnedDigest: settings?.policyDigest,
    createEngine,
    telemetry,
    clock,
    quarantine: createDynamoQuarantine({ dynamo, tableName: settings?.tableName ?? "", clock }),
    signer: settings === undefined ? undefined : signerFor(settings, { kms, clock }),
  });
  return createHandler({ governance, identitySource: settings?.identitySource ?? "alias" });
}

function signerFor(
  { receiptSigning, receiptKeyId, policyDigest }: Settings,
  { kms, clock }: Pick<StartOptions, "kms" | "clock">,
): ReceiptSigner {
  const anchor = createKmsAnchor({ kms, keyId: receiptKeyId });
  if (receiptSigning === "kms") return createKmsReceiptSigner({ anchor });
  const signer = createEphemeralReceiptSigner({ anchor, clock, policyDigest });
  // A process may be frozen right after its start, for hours, and its first call of KMS be lost by that: the first
  // receipt waits for the end of that call and then tries again, instead of failing with it.
  const prepared = signer.prepare().catch(() => undefined);
  return {
    async sign(claims) {
      await prepared;
      return signer.sign(claims);
    },
  };
}
