/** Longest life of a receipt, in seconds. */
export const maxReceiptSeconds = 30;

/** Clock difference between governance and a callee that is tolerated, in seconds. */
export const maxSkewSeconds = 5;

/**
 * Who signs receipts: `kms` is the anchor in KMS itself, `ed25519` a key in the function's memory that the anchor
 * certified. Both sides are configured with it; a receipt cannot choose.
 */
export type ReceiptMode = "kms" | "ed25519";

/** What a receipt says; all times in whole seconds since the epoch. */
export interface ReceiptClaims {
  /** Unique id, the decision's id. A callee accepts it once. */
  readonly jti: string;
  /** Callee it is for. */
  readonly aud: string;
  /** Caller it was given to. */
  readonly sub: string;
  /** Intent that was decided. */
  readonly intent: string;
  /** Operation that was decided, `<callee>:<METHOD>:<path>`. */
  readonly operation: string;
  /** Digest of the call (`requestDigest`), 64 hexadecimal digits. */
  readonly req: string;
  /** Digest of the policies that decided, 64 hexadecimal digits. */
  readonly pol: string;
  /** Correlation id. */
  readonly cid: string;
  /** When it was issued. */
  readonly iat: number;
  /** When it ends: at most `maxReceiptSeconds` after `iat`. */
  readonly exp: number;
}

/** Signs receipts; held by governance alone. */
export interface ReceiptSigner {
  /**
   * The signed receipt as text for a header.
   * @throws when it cannot be signed; governance denies then.
   */
  sign(claims: ReceiptClaims): Promise<string>;
}

/** Remembers receipts that were used. */
export interface SingleUseRegister {
  /**
   * Records a use. False when the receipt was used before.
   * @throws when that cannot be known; the callee refuses then.
   */
  use(receipt: Pick<ReceiptClaims, "aud" | "jti" | "exp">): Promise<boolean>;
}

/** Policy digests that a callee takes receipts for. */
export interface AcceptedPolicies {
  /**
   * Whether a digest is accepted at a moment, given in seconds since the epoch.
   * @throws when that cannot be known; the callee refuses then.
   */
  accepts(policyDigest: string, nowSeconds: number): Promise<boolean>;
}
