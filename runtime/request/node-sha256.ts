import { createHash, createHmac } from "node:crypto";
import type { ChecksumConstructor, SourceData } from "@smithy/types";

function bytesOf(data: SourceData): string | Uint8Array {
  if (typeof data === "string") return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** SHA-256, or HMAC with SHA-256 when there is a secret, in the shape that the signer asks for. */
export const NodeSha256: ChecksumConstructor = class {
  readonly #secret: SourceData | undefined;
  #hash;

  constructor(secret?: SourceData) {
    this.#secret = secret;
    this.#hash = start(secret);
  }

  update(data: SourceData): void {
    this.#hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest());
  }

  reset(): void {
    this.#hash = start(this.#secret);
  }
};

const start = (secret: SourceData | undefined) =>
  secret === undefined ? createHash("sha256") : createHmac("sha256", bytesOf(secret));
