import fc from "fast-check";
import { arbitraryOverrides, type Overrides } from "./examples";

/** A database in the free quarter of 10.20.0.0/16. */
const database = {
  host: "db.internal.example.com",
  port: 5433,
  database: "orders",
  cidr: "10.20.192.0/24",
};

/** A user that changes its own password. */
export const postgresSingle = { strategy: "postgres-single", ...database, username: "app" };

/** Two users by turns, and who changes them. */
export const postgresDual = {
  strategy: "postgres-dual",
  ...database,
  usernames: ["app_a", "app_b"],
  administratorSecretArn:
    "arn:aws:secretsmanager:us-east-1:111122223333:secret:database/administrator-AbCdEf",
  administratorKeyArn:
    "arn:aws:kms:us-east-1:111122223333:key/0aa1b2c3-0000-4000-8000-000000000001",
};

/** A provider on the Internet. */
export const httpProvider = { strategy: "http-provider", url: "https://keys.example.com/v1" };

/** Services whose secrets are replaced in every way. */
export const withRotations = {
  services: {
    orbit: {
      tier: "private",
      secrets: [
        "api-token",
        { name: "database", rotation: postgresSingle },
        { name: "ledger", rotation: postgresDual },
      ],
    },
    axon: { tier: "axon-runtime", secrets: [{ name: "model-key", rotation: httpProvider }] },
  },
};

const secretsOfDatabases = ["token", { name: "database", rotation: postgresSingle }];
const secretsByTurns = [{ name: "ledger", rotation: postgresDual }, "token"];
const secretsOfProviders = [{ name: "provider", rotation: httpProvider }];

/** Graphs whose services have secrets of every kind, or none. */
export const arbitraryRotations: fc.Arbitrary<Overrides> = fc
  .tuple(
    arbitraryOverrides,
    fc.array(
      fc.constantFrom([], ["token"], secretsOfDatabases, secretsByTurns, secretsOfProviders),
      { minLength: 8, maxLength: 8 },
    ),
  )
  .map(([overrides, secrets]) => ({
    ...overrides,
    services: Object.fromEntries(
      Object.entries(overrides["services"] ?? {}).map(
        ([name, service]: [string, object], index) => [
          name,
          { ...service, secrets: secrets[index] },
        ],
      ),
    ),
  }));
