import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

const digest = z
  .string({ error: "name the digest of the image that runs, as the push printed it" })
  .regex(
    /^sha256:[0-9a-f]{64}$/,
    'write the digest that the push printed, "sha256:" and 64 hexadecimal digits; a tag can be moved',
  );
const count = z.int({ error: "write a whole number of tasks" }).min(0).max(100);

const settingsSchema = z.strictObject({
  // Stack of the estate.
  estate: z
    .string({ error: "name the estate's stack as ORGANISATION/PROJECT/STACK" })
    .regex(
      /^[\w.-]+\/[\w.-]+\/[\w.-]+$/,
      "write the estate's stack as ORGANISATION/PROJECT/STACK, such as organization/agent-runtime/dev",
    ),
  // Region of the estate.
  region: z
    .string({ error: "name the Region of the estate" })
    .regex(
      /^(?!cn-|us-gov-|us-iso|eu-isoe|eusc-)[a-z]+(-[a-z]+)+-\d+$/,
      "write a Region of partition aws, such as us-east-1",
    ),
  // The one account that the provider may touch.
  allowedAccountIds: z.tuple([z.string().regex(/^\d{12}$/, "write an account id of 12 digits")], {
    error: "name exactly one account, that of the estate",
  }),
  // Roles that deploy this stack: nobody else may have images encrypted with its key.
  deployerArns: z
    .array(
      z.string().regex(/^arn:aws:iam::\d{12}:role\/[\w+=,.@/-]+$/, "write the ARN of one role"),
      { error: "list the ARNs of the roles that deploy this stack" },
    )
    .min(1, "list the ARNs of the roles that deploy this stack"),
  // Digests of images by service. Without them repositories and cluster alone are declared.
  images: z.strictObject({ orbit: digest, axon: digest }).optional(),
  // Services of the estate that an edge leads from to orbit: orbit then works for their governed calls alone.
  orbitCallers: z
    .array(z.string().regex(/^[a-z][a-z0-9-]*$/, "write the name of a service of the estate"))
    .default([]),
  // Model of Amazon Bedrock that axon asks. Without it axon reasons offline.
  model: z
    .string()
    .regex(
      /^arn:aws:bedrock:[a-z0-9-]+:(:foundation-model|\d{12}:(application-)?inference-profile)\/[\w.:-]+$/,
      "write the ARN of the model or inference profile as the estate declares it for axon",
    )
    .optional(),
  // Tasks that are kept running by service.
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
  const lines = result.error.issues.flatMap(({ path, message, ...issue }) =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => `  ${place([...path, key])}: no such setting; remove it`)
      : [`  ${place(path)}: ${message}`],
  );
  throw new pulumi.RunError(`The configuration has problems:\n${lines.join("\n")}`);
}

const providerKeys = new Set(["region", "allowedAccountIds"]);

function place(path: readonly PropertyKey[]): string {
  const [key = "", ...rest] = path.map(String);
  return [`${providerKeys.has(key) ? "aws" : "agent-service"}:${key}`, ...rest].join(".");
}

/**
 * Reads the settings of the current stack.
 * @throws pulumi.RunError with every problem at once.
 */
export function loadSettings(): Settings {
  const aws = new pulumi.Config("aws");
  return parseSettings({
    ...ownValues(),
    region: aws.get("region"),
    allowedAccountIds: aws.getObject("allowedAccountIds"),
  });
}

// All values of the project, so that a key that nobody knows is refused instead of being passed over.
function ownValues(): Readonly<Record<string, unknown>> {
  const own = Object.entries(pulumi.runtime.allConfig()).flatMap(([key, text]) =>
    key.startsWith(prefix) ? [[key.slice(prefix.length), parsed(text)] as const] : [],
  );
  return Object.fromEntries(own);
}

const prefix = "agent-service:";

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
