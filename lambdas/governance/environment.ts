import { sha256Hex } from "../../runtime/formats";

/** How receipts are signed. */
export type ReceiptSigning = "ed25519" | "kms";

/** Where the caller's identity is taken from. */
export type IdentitySource = "alias" | "lattice" | "iam";

/** Settings of the function, each checked. */
export interface Settings {
  /** `POLICY_DIGEST`: SHA-256 that the policy bundle must have. */
  readonly policyDigest: string;
  /** `TABLE_NAME`: table with the quarantine flags. */
  readonly tableName: string;
  /** `RECEIPT_SIGNING`: mode that callees are configured for as well. */
  readonly receiptSigning: ReceiptSigning;
  /** `RECEIPT_KEY_ID`: id or ARN of the anchor's key in KMS, the one callees list its public key under. */
  readonly receiptKeyId: string;
  /**
   * `IDENTITY_SOURCE`: `alias` is one alias per caller; `lattice` and `iam` are for a function that nobody but VPC
   * Lattice, or a function URL or HTTP API with IAM, may invoke: whoever invokes directly writes the event.
   * @default alias
   */
  readonly identitySource: IdentitySource;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings; undefined when one is missing or has any other value than it may: there is no looser mode. */
export function readSettings(environment: Environment): Settings | undefined {
  const policyDigest = matching(environment["POLICY_DIGEST"], sha256Hex);
  const tableName = matching(environment["TABLE_NAME"], /^[A-Za-z0-9_.-]{3,255}$/);
  const receiptKeyId = matching(environment["RECEIPT_KEY_ID"], /^[A-Za-z0-9:/_-]{1,2048}$/);
  const receiptSigning = one(["ed25519", "kms"], environment["RECEIPT_SIGNING"]);
  const identitySource = one(
    ["alias", "lattice", "iam"],
    environment["IDENTITY_SOURCE"] ?? "alias",
  );
  const settings = { policyDigest, tableName, receiptSigning, receiptKeyId, identitySource };
  return isComplete(settings) ? settings : undefined;
}

const matching = (value: string | undefined, pattern: RegExp) =>
  value !== undefined && pattern.test(value) ? value : undefined;

const one = <Value extends string>(allowed: readonly Value[], value: string | undefined) =>
  allowed.find((candidate) => candidate === value);

const isComplete = (
  settings: {
    readonly [Key in keyof Settings]: Settings[Key] | undefined;
  },
): settings is Settings => Object.values(settings).every((value) => value !== undefined);
