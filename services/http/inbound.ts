import * as z from "zod/mini";
import { type Environment, json } from "./settings";

const name = z.string().check(z.minLength(1), z.maxLength(128));

/** Settings of how a callee verifies requests. */
export const inboundShape = {
  IDENTITY: z.enum(["lattice", "web-identity"]),
  CALLER_PARTITION: z._default(z.string().check(z.regex(/^aws[a-z-]*$/)), "aws"),
  CALLER_ACCOUNT_ID: z.string().check(z.regex(/^\d{12}$/)),
  CALLER_ROLES: json(z.record(name, z.array(name).check(z.minLength(1)))),
  WEB_IDENTITY_ISSUER: z.optional(z.string().check(z.regex(/^https:\/\/[!-~]+$/))),
  WEB_IDENTITY_AUDIENCE: z.optional(name),
  WEB_IDENTITY_JWKS_URI: z.optional(z.string().check(z.regex(/^https:\/\/[!-~]+$/))),
  RECEIPT_SIGNING: z.enum(["ed25519", "kms"]),
  RECEIPT_ANCHORS: json(z.record(name, z.string())),
  SINGLE_USE: z.enum(["table", "memory", "expiry-only"]),
  ACCEPTED_POLICIES: z.string().check(z.regex(/^(table|[0-9a-f]{64})$/)),
  TABLE_NAME: z.optional(z.string().check(z.regex(/^[\w.-]{3,255}$/))),
};

/** What operators are told about those settings. */
export const inboundMeanings = {
  IDENTITY: "how callers are known: lattice, or web-identity where no platform verifies SigV4",
  CALLER_PARTITION: "AWS partition of the callers' roles; default aws",
  CALLER_ACCOUNT_ID: "account of the callers' roles, 12 digits",
  CALLER_ROLES: 'JSON of role names by calling service, such as {"orbit":["dev-orbit-task"]}',
  WEB_IDENTITY_ISSUER: "issuer of the account's web-identity tokens, an https:// address",
  WEB_IDENTITY_AUDIENCE: "audience that callers ask tokens for",
  WEB_IDENTITY_JWKS_URI: "https:// address of the issuer's keys; default below the issuer",
  RECEIPT_SIGNING: "ed25519 or kms, as governance is configured",
  RECEIPT_ANCHORS: "JSON of base64 DER public keys by key id, as KMS GetPublicKey gives them",
  SINGLE_USE: "table; memory for a single task; expiry-only lets a receipt be used until it ends",
  ACCEPTED_POLICIES: "table, or the one policy digest that is accepted, 64 hexadecimal digits",
  TABLE_NAME: "name of the governance table; quarantined callers are refused when it is given",
} as const;

/** Settings that others of them make necessary. */
export function inboundNeeds({
  IDENTITY,
  SINGLE_USE,
  ACCEPTED_POLICIES,
}: Environment): Readonly<Record<string, string>> {
  const usesTable = SINGLE_USE === "table" || ACCEPTED_POLICIES === "table";
  return {
    ...(IDENTITY === "web-identity" && {
      WEB_IDENTITY_ISSUER: "with IDENTITY=web-identity",
      WEB_IDENTITY_AUDIENCE: "with IDENTITY=web-identity",
    }),
    ...(usesTable && { TABLE_NAME: "with SINGLE_USE=table or ACCEPTED_POLICIES=table" }),
  };
}

/** Values of those settings, by the names of their variables. */
export type InboundConfig = z.output<z.ZodMiniObject<typeof inboundShape>>;
