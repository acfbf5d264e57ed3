import { type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { withDeadline } from "../request/deadline";
import type { Anchor } from "./anchor";

/** What an anchor in KMS needs. */
export interface KmsAnchorOptions {
  /** Client of the account and region that the key lives in. */
  readonly kms: KMSClient;
  /** Id or ARN of an ECC_NIST_P256 key for signing; verifiers list its public key under the same text. */
  readonly keyId: string;
  /** How long one signature may take, in milliseconds, retries of the client included. @default 500 */
  readonly timeoutMilliseconds?: number;
}

/** The anchor whose private key is in KMS, and never leaves it. */
export function createKmsAnchor(options: KmsAnchorOptions): Anchor {
  const { kms, keyId, timeoutMilliseconds = 500 } = options;
  return {
    keyId,
    sign: (bytes) =>
      withDeadline(timeoutMilliseconds, async (abortSignal) => {
        const command = new SignCommand({
          KeyId: keyId,
          Message: bytes,
          MessageType: "RAW",
          SigningAlgorithm: "ECDSA_SHA_256",
        });
        const { Signature } = await kms.send(command, { abortSignal });
        if (Signature === undefined) throw new Error("KMS gave no signature.");
        return Signature;
      }),
  };
}
