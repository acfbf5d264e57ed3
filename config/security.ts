import { z } from "zod";
import { roleArn } from "./formats";

/** KMS keys. */
export const keysSchema = z
  .strictObject({
    rotationPeriodDays: z.int().min(90).max(365).default(365).meta({
      description:
        "Days between rotations of key material, 90 to 365. AWS allows up to 2560. @default 365",
    }),
    deletionWindowDays: z.int().min(7).max(30).optional().meta({
      description:
        "Days a key stays recoverable after deletion is requested, 7 to 30. @default by environment: dev 7, prod 30",
    }),
    administratorArns: z.array(roleArn).default([]).meta({
      description:
        "Existing roles that may administer keys and never use them. @default none: administration is delegated to IAM of the account",
    }),
  })
  .prefault({})
  .meta({ description: "KMS keys: one per service and purpose." });

/** Secrets Manager secrets. */
export const secretsSchema = z
  .strictObject({
    rotationDays: z.int().min(1).max(90).default(30).meta({
      description: "Days between rotations of a secret, 1 to 90. @default 30",
    }),
    recoveryWindowDays: z.int().min(7).max(30).optional().meta({
      description:
        "Days a deleted secret stays recoverable, 7 to 30. @default by environment: dev 7, prod 30",
    }),
  })
  .prefault({})
  .meta({ description: "Secrets; which service owns which secret is declared under services." });
