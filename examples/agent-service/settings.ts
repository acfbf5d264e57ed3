import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

const digest = z
  .string()
  .regex(
    /^sha256:[0-9a-f]{64}$/,
    'write the digest that the push printed, "sha256:" and 64 hexadecimal digits; tags can move',
  );
const count = z.int().min(0).max(100);

const settingsSchema = z.strictObject({
  estate: z
    .string()
    .regex(
      /^[\w.-]+\/[\w.-]+\/[\w.-]+$/,
      "write the estate's stack as ORGANISATION/PROJECT/STACK, such as organization/agent-runtime/dev",
    ),
  allowedAccountIds: z
    .tuple([z.string().regex(/^\d{12}$/, "write an account id of 12 digits")], z.string())
    .readonly(),
  region: z
    .string()
    .regex(
      /^(?!cn-|us-gov-|us-iso|eu-isoe|eusc-)[a-z]+(-[a-z]+)+-\d+$/,
      "write a Region of partition aws",
    ),
  deployerArns: z
    .array(
      z
        .string()
        .regex(/^arn:aws[a-z-]*:iam::\d{12}:role\/[!-)+->@-~]+$/, "write the ARN of one role"),
    )
    .min(1, "name the roles that deploy this stack"),
  images: z.strictObject({ orbit: digest, axon: digest }).optional(),
  desiredCount: z.strictObject({ orbit: count, axon: count }).default({ orbit: 2, axon: 2 }),
});

/** Services that this stack runs. */
export type Service = "orbit" | "axon";

/** Settings of the stack. */
export type Settings = z.output<typeof settingsSchema>;

/**
 * Checks settings.
 * @throws pulumi.RunError with every problem at once.
 */
export function parseSettings(raw: Readonly<Record<string, unknown>>): Settings {
  const result = settingsSchema.safeParse(raw);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => {
    const [key = "", ...rest] = path.map(String);
    const owner = providerKeys.has(key) ? "aws" : "agent-service";
    return `  ${[`${owner}:${key}`, ...rest].join(".")}: ${message}`;
  });
  throw new pulumi.RunError(`The configuration has problems:\n${lines.join("\n")}`);
}

const providerKeys = new Set(["region", "allowedAccountIds"]);

/**
 * Reads the settings of the current stack.
 * @throws pulumi.RunError with every problem at once.
 */
export function loadSettings(): Settings {
  const own = new pulumi.Config("agent-service");
  const aws = new pulumi.Config("aws");
  return parseSettings({
    estate: own.get("estate"),
    region: aws.get("region"),
    allowedAccountIds: aws.getObject("allowedAccountIds"),
    deployerArns: own.getObject("deployerArns"),
    images: own.getObject("images"),
    desiredCount: own.getObject("desiredCount"),
  });
}
