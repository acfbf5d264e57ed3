import * as z from "zod/mini";
import { jsonOf } from "../../runtime/json";

const role = z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_$-]{0,62}$/));

/** A name, never an address: the certificate of the server is checked against it. */
const hostName = z
  .string()
  .check(z.regex(/^(?=.{1,253}$)(?:[a-z0-9-]{1,63}\.)*[a-z][a-z0-9-]{0,62}$/));

const database = {
  host: hostName,
  port: z.int().check(z.minimum(1), z.maximum(65_535)),
  database: role,
};

/** Longest value that Secrets Manager generates (GetRandomPassword). */
const maxLength = 4096;
const minLength = 16;

const strategySchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("generated"),
    length: z._default(z.int().check(z.minimum(minLength), z.maximum(maxLength)), 48),
  }),
  z.strictObject({ kind: z.literal("postgres-single"), ...database, username: role }),
  z.strictObject({
    kind: z.literal("postgres-dual"),
    ...database,
    usernames: z.tuple([role, role]).check(z.refine(([first, second]) => first !== second)),
    administratorSecret: z
      .string()
      .check(z.regex(/^arn:aws[a-z-]*:secretsmanager:[^*?\s]{1,700}$/)),
  }),
  z.strictObject({
    kind: z.literal("http-provider"),
    url: z.string().check(z.maxLength(2048), z.refine(isProviderUrl)),
  }),
]);

/**
 * How a secret rotates. `generated`: text of `length` letters and digits (default 48). `postgres-single`: the role
 * changes its own password. `postgres-dual`: an administrator changes the password of the role that is not in use.
 * `http-provider`: whoever answers at `url` makes, sets and tests the value.
 */
export type Strategy = z.infer<typeof strategySchema>;

/** Strategies of databases and their shared fields. */
export type PostgresStrategy = Extract<Strategy, { kind: "postgres-single" | "postgres-dual" }>;

const arnPattern =
  /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,512}-\?{6}$/;

const rotationSchema = z.strictObject({
  secrets: z.record(z.string().check(z.regex(arnPattern)), strategySchema),
});

/** Settings of the function, each checked. */
export interface Settings {
  /** `ROTATION`: how each secret rotates. Undefined for a secret that this function may not touch. */
  readonly strategyOf: (secretId: string) => Strategy | undefined;
  /** `SECRETS_MANAGER_ENDPOINT`: https; http on this machine alone. @default the Region's public endpoint */
  readonly secretsManagerEndpoint: string | undefined;
  /**
   * `DATABASE_CA_FILE`: certificates in PEM that a database's certificate must descend from.
   * @default /var/runtime/ca-cert.pem, Amazon's own, which Lambda's Node.js runtimes carry and do not load by themselves
   */
  readonly databaseCaFile: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings.
 * @throws when a variable is missing or has any other value than it may; the message names the variable alone.
 */
export function readSettings(environment: Environment): Settings {
  const rotation = rotationSchema.safeParse(jsonOf(environment["ROTATION"] ?? ""));
  if (!rotation.success) throw new Error("ROTATION does not say how secrets rotate.");
  const endpoint = environment["SECRETS_MANAGER_ENDPOINT"];
  if (endpoint !== undefined && !isEndpoint(endpoint)) {
    throw new Error("SECRETS_MANAGER_ENDPOINT is no https address.");
  }
  const strategies = new Map(Object.entries(rotation.data.secrets));
  return {
    // Secrets Manager adds a hyphen and six characters to the name (Secrets Manager user guide, "What's in a secret").
    strategyOf: (secretId) =>
      /-[A-Za-z0-9]{6}$/.test(secretId)
        ? strategies.get(`${secretId.slice(0, -6)}??????`)
        : undefined,
    secretsManagerEndpoint: endpoint,
    databaseCaFile: environment["DATABASE_CA_FILE"] ?? "/var/runtime/ca-cert.pem",
  };
}

function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
}

const isLoopback = (hostname: string) => ["127.0.0.1", "[::1]", "localhost"].includes(hostname);

/** Steps are appended to it as path, so it ends in no slash and has nothing behind its path. */
function isProviderUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isBare = [url.username, url.password, url.search, url.hash].every((part) => part === "");
  return url.protocol === "https:" && isBare && !/[?#]|\/$/.test(text);
}
