import { z } from "zod";

const receiptsSchema = z
  .strictObject({
    signing: z.enum(["ed25519", "kms"]).default("ed25519").meta({
      description:
        "Who signs a receipt. `ed25519`: the function, with a key pair that it makes in memory at start and has certified by the KMS anchor key for 15 minutes. `kms`: the anchor key itself, one KMS call for each receipt. No private key is stored anywhere in either case. @default ed25519",
    }),
    singleUse: z.boolean().default(true).meta({
      description:
        "Whether a callee accepts a receipt once only, at the price of one conditional DynamoDB write for each call. `false` is expiry-only: whoever gets hold of a receipt and its request can replay them until the receipt expires, at most 30 seconds. @default true",
    }),
    keyGenerations: z.array(z.int().min(1).max(9999)).min(1).max(2).default([1]).meta({
      description:
        "Generations of the KMS anchor key, one or two different ones. Receipts of all of them are accepted; the first one signs. To rotate without a refused call: [1], then [1, 2], bring callees up to date so that they know the new key, then [2]. @default [1]",
    }),
  })
  .prefault({})
  .meta({ description: "Decision receipts, without which a callee does no work." });

const overlapSchema = z.strictObject({
  previousDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .meta({
      description:
        "SHA-256 of the policies that were deployed before: the stack's output `governance.policyDigest` of then, 64 lower-case hexadecimal digits.",
    }),
  until: z.iso.datetime().meta({
    description:
      "When they end: an instant in UTC, in quotes, for example '2026-03-01T12:00:00Z'. A receipt lives at most 30 seconds, so that some minutes after the deployment are enough; until then what the previous policies allowed is still accepted.",
  }),
});

/** The decision before each call. */
export const governanceSchema = z
  .strictObject({
    receipts: receiptsSchema,
    overlap: overlapSchema.optional().meta({
      description:
        "Receipts of the previous policies that callees accept besides those of the current ones. @default none: calls decided before a change of policies are refused after it",
    }),
    provisionedConcurrency: z.int().min(0).max(100).optional().meta({
      description:
        "Instances kept ready for each calling service, 0 to 100; each is paid for while it waits. With 0, the first decision after a pause waits for a cold start and may run into the caller's deadline, which is a denial. @default by environment: dev 0, prod 1",
    }),
    reservedConcurrency: z.int().min(1).max(1000).optional().meta({
      description:
        "Most instances at the same time, 1 to 1000, taken out of what the account shares. It bounds what a flood of decisions can take from other functions, and keeps others from starving this one. At least provisionedConcurrency times the calling services, and one more. @default by environment: dev none, prod 50",
    }),
    memoryMegabytes: z.int().min(512).max(3008).default(1024).meta({
      description:
        "Memory of the function in MB, 512 to 3008. Lambda gives CPU in proportion: less makes every decision and the cold start slower, and brings it closer to the caller's deadline; the process alone needs about 150 MB. @default 1024",
    }),
    codeSigning: z.boolean().default(false).meta({
      description:
        "Whether Lambda takes only code that AWS Signer has signed for this stack, so that permission to update the function is not enough to change what decides. @default false",
    }),
    maxDelegationDepth: z.int().min(0).max(3).default(3).meta({
      description:
        "Most services on whose behalf a caller may act, 0 to 3. 0 forbids delegation: a service that was called can then call on only in its own name. @default 3",
    }),
  })
  .prefault({})
  .meta({
    description: "The governance function: it decides about each call before the call is made.",
  });
