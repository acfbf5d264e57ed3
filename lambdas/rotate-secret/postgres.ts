import { Client, DatabaseError, escapeIdentifier, escapeLiteral } from "pg";
import type { RotationFailureReason } from "../../runtime/telemetry/rotation-failures";
import type { Database, DatabaseSession, Login } from "./database";
import { RotationFailure } from "./failure";
import { scramVerifier } from "./scram";

/** How PostgreSQL is spoken to. */
export interface PostgresOptions {
  /** Reads the certificates in PEM that the server's must descend from. */
  readonly readCa: () => string;
}

const connectMilliseconds = 5_000;
const statementMilliseconds = 5_000;

// PostgreSQL documentation, "PostgreSQL Error Codes".
const loginReasons: Readonly<Record<string, RotationFailureReason>> = {
  // invalid_password, invalid_authorization_specification
  "28P01": "login-refused",
  "28000": "login-refused",
};

const statementReasons: Readonly<Record<string, RotationFailureReason>> = {
  // undefined_object
  "42704": "role-missing",
};

/** PostgreSQL over TLS, whose server is always verified. */
export function postgresDatabase({ readCa }: PostgresOptions): Database {
  return {
    async login({ host, port, database }, { username, password }) {
      const client = new Client({
        ...{ host, port, database, password, user: username },
        ssl: { ca: readCa(), minVersion: "TLSv1.2", rejectUnauthorized: true },
        connectionTimeoutMillis: connectMilliseconds,
        query_timeout: statementMilliseconds,
        application_name: "rotate-secret",
      });
      // Without a listener, a connection that ends by itself would end the process.
      client.on("error", () => undefined);
      try {
        await client.connect();
      } catch (error) {
        await end(client);
        throw failureOf(error, loginReasons, "database-unreachable");
      }
      return sessionOf(client);
    },
  };
}

const sessionOf = (client: Client): DatabaseSession => ({
  changePassword: (login) => changePassword(client, login),
  end: () => end(client),
});

async function changePassword(client: Client, { username, password }: Login): Promise<void> {
  if (!/^[\x21-\x7e]{8,1024}$/.test(password)) throw new RotationFailure("value-unusable");
  const role = escapeIdentifier(username);
  try {
    // ALTER ROLE takes no parameters.
    await client.query(
      `ALTER ROLE ${role} WITH PASSWORD ${escapeLiteral(scramVerifier(password))}`,
    );
  } catch (error) {
    throw failureOf(error, statementReasons, "database-refused");
  }
}

function failureOf(
  error: unknown,
  reasons: Readonly<Record<string, RotationFailureReason>>,
  otherwise: RotationFailureReason,
): RotationFailure {
  if (!(error instanceof DatabaseError)) return new RotationFailure("database-unreachable");
  return new RotationFailure(reasons[error.code ?? ""] ?? otherwise);
}

const end = (client: Client): Promise<void> => client.end().catch(() => undefined);
