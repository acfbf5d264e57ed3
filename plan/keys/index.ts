import { recorderKeyStatements } from "../account-baseline/recorder";
import type { PlanContext } from "../context";
import type { PolicyDocument, Statement } from "../document";
import { policyDocument } from "../document";
import { relayQueues } from "../monitoring/forwarding";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";
import { serviceTags } from "../tags";
import { administrationStatements, type KeyUse } from "./administration";
import {
  alertsKeyStatements,
  evidenceKeyStatements,
  logsKeyStatements,
  relayKeyStatements,
  trailKeyStatements,
} from "./estate-keys";
import { governanceKeyStatements, receiptKeyStatements } from "./governance-keys";
import { dataKeyStatements, secretsKeyStatements } from "./service-keys";

/** A customer-managed KMS key with its alias and policy. */
export interface KeyPlan {
  /** Logical name, which documents refer to. */
  readonly logicalName: string;
  /** Alias without the `alias/` prefix. */
  readonly alias: string;
  /** Service that it belongs to; undefined for the keys of the estate. */
  readonly service: string | undefined;
  /** Region that it is of, where that is not the stack's own. @default - the stack's own */
  readonly region?: string;
  /** What the key is for. */
  readonly description: string;
  /** Whether it encrypts (symmetric, rotated) or signs (elliptic curve P-256, replaced by a new generation). */
  readonly use: KeyUse;
  /** Who administers it and who uses it. */
  readonly policy: PolicyDocument;
  /** Tags. */
  readonly tags: Tags;
}

/** All keys of the estate. */
export interface KeysPlan {
  /** The keys. */
  readonly keys: readonly KeyPlan[];
  /** Days between rotations of key material. */
  readonly rotationPeriodDays: number;
  /** Days a key stays recoverable after deletion is requested. */
  readonly deletionWindowDays: number;
  /** Whether Pulumi refuses to delete the keys. */
  readonly protect: boolean;
}

/** Plans a data key per service, a secrets key per service with secrets, the estate's own keys, and those of receipts. */
export function planKeys(context: PlanContext): KeysPlan {
  const { config } = context;
  return {
    keys: [...planServiceKeys(context), ...planEstateKeys(context), ...planReceiptKeys(context)],
    rotationPeriodDays: config.keys.rotationPeriodDays,
    deletionWindowDays: config.keys.deletionWindowDays,
    protect: config.protectData,
  };
}

function planServiceKeys(context: PlanContext): readonly KeyPlan[] {
  return Object.entries(context.config.services).flatMap(([service, { secrets }]) => {
    const tags = serviceTags(context.tags, service);
    const key = (purpose: "data" | "secrets", use: readonly Statement[]): KeyPlan => ({
      logicalName: logicalNames.serviceKey(service, purpose),
      alias: context.names.name(service, purpose),
      service,
      description: `${purpose === "data" ? "Data" : "Secrets"} of ${service}`,
      use: "encryption",
      policy: keyPolicy(context, use),
      tags,
    });
    const data = key("data", dataKeyStatements(context, service));
    return secrets.length === 0
      ? [data]
      : [data, key("secrets", secretsKeyStatements(context, service))];
  });
}

function planEstateKeys(context: PlanContext): readonly KeyPlan[] {
  const key = (
    purpose: Parameters<typeof logicalNames.estateKey>[0],
    description: string,
    use: readonly Statement[],
  ): KeyPlan => ({
    logicalName: logicalNames.estateKey(purpose),
    alias: context.names.name(purpose),
    service: undefined,
    description,
    use: "encryption",
    policy: keyPolicy(context, use),
    tags: context.tags,
  });
  // One key for all logs, apart from every service: disabling a service's key must not blind the audit (KMS-74).
  return [
    key("logs", "Log groups of the estate", logsKeyStatements(context)),
    key("trail", "Audit trail and its bucket, and records of AWS Config", [
      ...trailKeyStatements(context),
      ...recorderKeyStatements(context),
    ]),
    key("alerts", "Alert topic", alertsKeyStatements(context)),
    key("evidence", "Records of incidents and reviews", evidenceKeyStatements(context)),
    key("governance", "State of governance", governanceKeyStatements(context)),
    ...relayQueues(context).map(({ region, arn }) => ({
      ...key("relay", "Events that could not be sent on", relayKeyStatements(arn)),
      region,
    })),
  ];
}

function planReceiptKeys(context: PlanContext): readonly KeyPlan[] {
  return context.config.governance.receipts.keyGenerations.map((generation) => ({
    logicalName: logicalNames.receiptKey(generation),
    alias: context.names.name("receipts", String(generation)),
    service: undefined,
    description: `Trust anchor of decision receipts, generation ${String(generation)}`,
    use: "signing",
    policy: policyDocument([
      ...administrationStatements(context, "signing"),
      ...receiptKeyStatements(context),
    ]),
    tags: context.tags,
  }));
}

const keyPolicy = (context: PlanContext, use: readonly Statement[]): PolicyDocument =>
  policyDocument([...administrationStatements(context, "encryption"), ...use]);
