import * as z from "zod/mini";

const name = z.string().check(z.minLength(1), z.maxLength(512));
const arn = z.string().check(z.regex(/^arn:aws[a-z-]*:\S{1,2000}$/));
const count = z.int().check(z.minimum(1));
const query = z.strictObject({ logGroup: name, text: z.string().check(z.maxLength(10_000)) });

const settingsSchema = z.strictObject({
  version: z.literal(1),
  stack: name,
  bucket: name,
  topicArn: arn,
  rolePrefix: arn,
  limits: z.strictObject({
    maxQueriesPerRun: count,
    maxScannedBytesPerQuery: count,
    maxRows: count,
    maxAttempts: count,
    unusedDays: count,
  }),
  queries: z.strictObject({
    "secret-reads": query,
    "key-use": query,
    "governance-refusals": query,
    "iam-changes": query,
  }),
  secrets: z.array(z.strictObject({ name, arn, readers: z.array(arn) })),
  keys: z.array(z.strictObject({ name, users: z.array(name) })),
  services: z.array(name),
  deployers: z.array(arn),
  analyzerArn: z.nullable(arn),
  roles: z.array(name),
});

/**
 * What a review compares with, and how far it goes. `rolePrefix` begins the ARN of every role of the stack; `secrets`
 * have the ARN pattern with six question marks; `keys` are in the order of their ids; `users` are ARNs of roles and
 * names of AWS services.
 */
export type Settings = z.infer<typeof settingsSchema>;

/** Parts that are read from logs. */
export type LogPart = keyof Settings["queries"];

/**
 * Reads the text of `settings.json`.
 * @throws when it is not as it must be; the message repeats nothing of it.
 */
export function readSettings(text: string): Settings {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error("settings.json is no JSON.");
  }
  const parsed = settingsSchema.safeParse(value);
  if (!parsed.success) throw new Error("settings.json is not as a review needs it.");
  return parsed.data;
}
