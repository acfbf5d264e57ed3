import assert from "node:assert/strict";
import { postgresDual, postgresSingle } from "../plan/rotations";
import { type ConfigCase, parse, reportsEach } from "../support/config-cases";
import { exampleConfig } from "../support/context";

const overridesFor = (...secrets: readonly unknown[]) => ({
  services: { ...exampleConfig.services, axon: { tier: "axon-runtime", secrets } },
});

const rotated = (rotation: unknown, name = "database") => ({ name, rotation });
const provider = (url: string) => rotated({ strategy: "http-provider", url }, "provider");

const at = "services.axon.secrets";

const malformedUrls = [
  "http://keys.example.com",
  "https://user:password@keys.example.com",
  "https://keys.example.com/v1?tenant=a",
  "https://keys.example.com/v1#a",
  "https://keys.example.com/",
  "https://10.20.0.1/v1",
  "https://localhost",
  "https://keys",
  "keys.example.com",
];

const cases: readonly ConfigCase[] = [
  {
    title: "a secret named twice, in two forms",
    overrides: overridesFor("database", rotated(postgresSingle)),
    code: "SVC001",
    path: `${at}.1`,
  },
  {
    title: "a secret without owner",
    overrides: { secrets: { database: postgresSingle } },
    code: "CFG001",
    path: "secrets.database",
  },
  {
    title: "a secret that is neither a name nor an entry",
    overrides: overridesFor(7),
    code: "CFG004",
    path: `${at}.0`,
  },
  {
    title: "an unknown strategy",
    overrides: overridesFor(rotated({ strategy: "mysql-single" })),
    code: "CFG004",
    path: `${at}.0.rotation.strategy`,
    fix: /postgres-single/,
  },
  {
    title: "a key that the strategy does not know",
    overrides: overridesFor(rotated({ ...postgresSingle, usernam: "app" })),
    code: "CFG001",
    path: `${at}.0.rotation.usernam`,
    fix: /username/,
  },
  {
    title: "a database without addresses",
    overrides: overridesFor(rotated({ ...postgresSingle, cidr: undefined })),
    code: "CFG003",
    path: `${at}.0.rotation.cidr`,
  },
  {
    title: "a server that is named by its address",
    overrides: overridesFor(rotated({ ...postgresSingle, host: "10.20.192.4" })),
    code: "CFG006",
    path: `${at}.0.rotation.host`,
  },
  {
    title: "a user that needs quotes",
    overrides: overridesFor(rotated({ ...postgresSingle, username: 'app" superuser' })),
    code: "CFG006",
    path: `${at}.0.rotation.username`,
  },
  {
    title: "an administrator's secret without its six characters",
    overrides: overridesFor(
      rotated({
        ...postgresDual,
        administratorSecretArn: postgresDual.administratorSecretArn.slice(0, -7),
      }),
    ),
    code: "CFG006",
    path: `${at}.0.rotation.administratorSecretArn`,
  },
  {
    title: "two users that are one",
    overrides: overridesFor(rotated({ ...postgresDual, usernames: ["app_a", "app_a"] })),
    code: "ROT001",
    path: `${at}.0.rotation.usernames`,
    fix: /postgres-single/,
  },
  {
    title: "a provider that the function of a database has no way to",
    overrides: overridesFor(rotated(postgresSingle), provider("https://keys.example.com")),
    code: "ROT002",
    path: `${at}.1.rotation`,
    fix: /service of its own/,
  },
  ...malformedUrls.map((url) => ({
    title: `the provider ${url}`,
    overrides: overridesFor(provider(url)),
    code: "CFG006",
    path: `${at}.0.rotation.url`,
  })),
];

describe("checkSecrets", () => {
  reportsEach(cases);

  it("reports every problem of every secret at once", () => {
    const parsed = parse(
      overridesFor(
        "database",
        rotated({ ...postgresDual, usernames: ["app_a", "app_a"] }),
        provider("https://keys.example.com"),
      ),
    );
    assert.ok(!parsed.ok);
    assert.deepEqual(
      parsed.issues.map(({ code }) => code),
      ["SVC001", "ROT001", "ROT002"],
    );
  });

  it("takes a name for a generated value, beside every other strategy", () => {
    const parsed = parse(
      overridesFor("token", rotated(postgresSingle), rotated(postgresDual, "b")),
    );
    assert.ok(parsed.ok);
    const { secrets, rotations } = parsed.config.services["axon"] ?? {};
    assert.deepEqual(secrets, ["token", "database", "b"]);
    assert.deepEqual(
      Object.values(rotations ?? {}).map(({ strategy }) => strategy),
      ["generated", "postgres-single", "postgres-dual"],
    );
  });

  it("connects to PostgreSQL's own port where none is given", () => {
    const parsed = parse(overridesFor(rotated({ ...postgresSingle, port: undefined })));
    assert.ok(parsed.ok);
    const rotation = parsed.config.services["axon"]?.rotations["database"];
    assert.ok(rotation !== undefined && "port" in rotation);
    assert.equal(rotation.port, 5432);
  });
});
