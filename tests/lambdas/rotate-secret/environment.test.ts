import assert from "node:assert/strict";
import { readSettings } from "../../../lambdas/rotate-secret/environment";

const arn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent/dev/orbit/token";
const generated = { kind: "generated" };
const database = { host: "db.internal", port: 5432, database: "orbit" };
const single = { kind: "postgres-single", ...database, username: "orbit" };
const dual = {
  kind: "postgres-dual",
  ...database,
  usernames: ["orbit_a", "orbit_b"],
  administratorSecret: "arn:aws:secretsmanager:us-east-1:111122223333:secret:admin-AbCdEf",
};
const provider = { kind: "http-provider", url: "https://provider.example/rotate" };

const rotationOf = (secrets: unknown) => JSON.stringify({ secrets });
const settingsOf = (strategy: unknown) =>
  readSettings({ ROTATION: rotationOf({ [`${arn}-??????`]: strategy }) });

const refusedStrategies: Readonly<Record<string, unknown>> = {
  "an unknown kind": { kind: "mysql" },
  "no kind": {},
  "another field": { ...generated, characters: "abc" },
  "a length that can be guessed": { ...generated, length: 15 },
  "a length that Secrets Manager does not generate": { ...generated, length: 4097 },
  "a database without name": { ...single, database: "" },
  "a port that is none": { ...single, port: 65_536 },
  "an address instead of a host's name": { ...single, host: "10.0.0.5" },
  "an IPv6 address": { ...single, host: "::1" },
  "a host with a port": { ...single, host: "db.internal:5432" },
  "a user with a quote": { ...single, username: 'orbit"; DROP' },
  "an administrator for one user": { ...single, administrator: "root" },
  "one user in turn with itself": { ...dual, usernames: ["orbit", "orbit"] },
  "three users": { ...dual, usernames: ["a", "b", "c"] },
  "an administrator that is no secret": { ...dual, administratorSecret: "admin" },
  "any administrator": { ...dual, administratorSecret: "arn:aws:secretsmanager:*:*:secret:*" },
  "a provider without TLS": { ...provider, url: "http://provider.example/rotate" },
  "a provider without TLS on this machine": { ...provider, url: "http://127.0.0.1/rotate" },
  "a provider with a password": { ...provider, url: "https://user:pass@provider.example/rotate" },
  "a provider with a query": { ...provider, url: "https://provider.example/rotate?x=1" },
  "a provider with an empty query": { ...provider, url: "https://provider.example/rotate?" },
  "a provider whose path ends in a slash": { ...provider, url: "https://provider.example/" },
  "a provider that is no URL": { ...provider, url: "provider" },
};

const refusedRotations: Readonly<Record<string, string | undefined>> = {
  "no text": undefined,
  "no JSON": "generated",
  "a list": "[]",
  "a field beside the secrets": JSON.stringify({ secrets: {}, all: true }),
  "a secret without suffix": rotationOf({ [arn]: generated }),
  "every secret": rotationOf({ "*": generated }),
  "every secret of an account": rotationOf({ [arn.replace(/secret:.*/, "secret:*")]: generated }),
  "a wildcard before the suffix": rotationOf({
    [`${arn.replace("orbit", "*")}-??????`]: generated,
  }),
};

describe("readSettings", () => {
  for (const [kind, strategy] of Object.entries({ generated, single, dual, provider })) {
    it(`reads the strategy ${kind} of a listed secret`, () => {
      assert.deepEqual(settingsOf(strategy).strategyOf(`${arn}-AbCdEf`), {
        ...(kind === "generated" && { length: 48 }),
        ...strategy,
      });
    });
  }

  it("R6 lists no secret but those of exactly the name", () => {
    const { strategyOf } = settingsOf(generated);
    assert.ok(strategyOf(`${arn}-Z9z0aA`));
    const others = [
      arn,
      `${arn}-AbCdE`,
      `${arn}-AbCdEfg`,
      `${arn}-other-AbCdEf`,
      `${arn}-??????`,
      `${arn}-AbCdE/`,
      `${arn}-AbCdEf\n`,
      `x${arn}-AbCdEf`,
      arn.replace("111122223333", "444455556666").concat("-AbCdEf"),
      "token-AbCdEf",
      "constructor",
      "__proto__",
      "",
    ];
    for (const other of others) assert.equal(strategyOf(other), undefined, other);
  });

  for (const [title, strategy] of Object.entries(refusedStrategies)) {
    it(`refuses ${title}, and repeats nothing of it`, () => {
      assert.throws(() => settingsOf(strategy), {
        message: "ROTATION does not say how secrets rotate.",
      });
    });
  }

  for (const [title, text] of Object.entries(refusedRotations)) {
    it(`refuses ${title} as list of secrets`, () => {
      assert.throws(() => readSettings({ ROTATION: text }), {
        message: "ROTATION does not say how secrets rotate.",
      });
    });
  }

  for (const endpoint of [
    "https://vpce-1.secretsmanager.us-east-1.vpce.amazonaws.com",
    "http://127.0.0.1:5000",
    "http://[::1]:5000",
  ]) {
    it(`takes ${endpoint} as endpoint of Secrets Manager`, () => {
      const settings = readSettings({
        ROTATION: rotationOf({}),
        SECRETS_MANAGER_ENDPOINT: endpoint,
      });
      assert.equal(settings.secretsManagerEndpoint, endpoint);
    });
  }

  for (const endpoint of [
    "http://secretsmanager.us-east-1.amazonaws.com",
    "http://127.0.0.1.example.com",
    "http://169.254.169.254",
    "secretsmanager",
    "",
  ]) {
    it(`refuses '${endpoint}' as endpoint of Secrets Manager`, () => {
      assert.throws(
        () => readSettings({ ROTATION: rotationOf({}), SECRETS_MANAGER_ENDPOINT: endpoint }),
        { message: "SECRETS_MANAGER_ENDPOINT is no https address." },
      );
    });
  }

  it("trusts the authorities of Amazon for databases unless told otherwise", () => {
    const ROTATION = rotationOf({});
    assert.equal(readSettings({ ROTATION }).databaseCaFile, "/var/runtime/ca-cert.pem");
    const DATABASE_CA_FILE = "/opt/own.pem";
    assert.equal(readSettings({ ROTATION, DATABASE_CA_FILE }).databaseCaFile, "/opt/own.pem");
  });
});
