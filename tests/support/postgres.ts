import { Client } from "pg";
import { postgresDatabase } from "../../lambdas/rotate-secret/postgres";
import { makeAuthority } from "../../tools/demo/tls";
import { postgresFolder } from "../../tools/postgres/installed";
import { type Postgres, startPostgres } from "../../tools/postgres/server";

/** Skips what needs PostgreSQL where it is not installed, and says how to change that. */
export function needsPostgres(context: Mocha.Context): void {
  if (postgresFolder() !== undefined) return;
  console.log("      PostgreSQL is not installed: apt-get install postgresql");
  context.skip();
}

const password = "superuser-password";

/** A server with an authority that its certificate descends from. */
export interface PostgresTools {
  readonly server: Postgres;
  readonly address: { readonly host: string; readonly port: number; readonly database: string };
  /** Certificate of the authority, as PEM. */
  readonly ca: string;
  /** The database as the function uses it. */
  readonly database: ReturnType<typeof postgresDatabase>;
  /** Runs statements as superuser. */
  administer(...statements: readonly string[]): Promise<void>;
}

/**
 * Starts a server.
 * @param name name in its certificate. @default the one it listens on
 */
export async function startPostgresTools(name = "localhost"): Promise<PostgresTools> {
  const authority = await makeAuthority();
  const certificate = await authority.issue([name]);
  const server = await startPostgres({ certificate, password });
  const address = { host: server.host, port: server.port, database: "postgres" };
  return {
    server,
    address,
    ca: authority.cert,
    database: postgresDatabase({ readCa: () => authority.cert }),
    async administer(...statements) {
      const client = new Client({
        ...address,
        user: "postgres",
        password,
        ssl: { ca: authority.cert },
      });
      await client.connect();
      for (const statement of statements) await client.query(statement);
      await client.end();
    },
  };
}
