import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { httpMethods } from "../request/headers";

const name = z.string().check(z.minLength(1), z.maxLength(128));

/** Something a service offers; its id is `<callee>:<METHOD>:<path>`. */
const operationSchema = z.strictObject({
  callee: name,
  method: z.enum(httpMethods),
  path: name,
  /** Cedar action it is decided under. */
  intent: name,
});

const tripleSchema = z.strictObject({ principal: name, action: name, resource: name });

/**
 * Everything the governance function decides with, generated from the service graph. It is deployed as one JSON
 * file whose SHA-256 is pinned in the function's configuration.
 */
const bundleSchema = z.strictObject({
  /** Version of this layout. */
  version: z.literal(1),
  /** Account that the services' roles live in. */
  account: z.strictObject({ partition: name, accountId: name }),
  /** Services by name, with the names of the IAM roles whose sessions act for them. */
  services: z.record(name, z.strictObject({ roleNames: z.array(name) })),
  /** Operations by id. */
  operations: z.record(name, operationSchema),
  /** Who may call whom at all: the hops that a delegation may consist of. */
  hops: z.array(z.strictObject({ from: name, to: name })),
  /** Cedar schema in Cedar's own syntax. */
  schema: z.string(),
  /** Cedar policies by principal, then by policy id: each principal is decided with its own slice alone. */
  policies: z.record(name, z.record(name, z.string())),
  /** One decision that must be an allow and one that must be a denial, before any other is made. */
  selfTest: z.strictObject({ allow: z.optional(tripleSchema), deny: tripleSchema }),
});

/** A policy bundle. */
export type PolicyBundle = z.infer<typeof bundleSchema>;

/** Who wants to do what to which operation. */
export type DecisionTriple = z.infer<typeof tripleSchema>;

/** Id of an operation. */
export const operationId = (callee: string, method: string, path: string): string =>
  `${callee}:${method}:${path}`;

/** SHA-256 of a bundle's text, 64 lower-case hexadecimal digits: the policy digest of every decision. */
export const policyDigest = (bundleText: string): string =>
  createHash("sha256").update(bundleText, "utf8").digest("hex");

/** A bundle that has been read, with its digest; or undefined when the text is none. */
export function parseBundle(
  text: string,
): { readonly bundle: PolicyBundle; readonly digest: string } | undefined {
  try {
    const parsed = bundleSchema.safeParse(JSON.parse(text));
    return parsed.success ? { bundle: parsed.data, digest: policyDigest(text) } : undefined;
  } catch {
    return undefined;
  }
}
