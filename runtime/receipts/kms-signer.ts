import { type Anchor, signByAnchor } from "./anchor";
import { claimsPart } from "./claims";
import type { ReceiptSigner } from "./receipt";
import { withinSize } from "./text";

/**
 * Signs every receipt by the anchor itself, mode `kms`: one call of KMS for each allowed call, and a record of it
 * in CloudTrail.
 */
export function createKmsReceiptSigner({ anchor }: { readonly anchor: Anchor }): ReceiptSigner {
  return {
    async sign(claims) {
      return withinSize(await signByAnchor(anchor, "kms", claimsPart.encode(claims)));
    },
  };
}
