import assert from "node:assert/strict";
import fc from "fast-check";
import { readAxonConfig } from "../../../services/axon/config";
import { SettingsError } from "../../../services/http/settings";
import { axonEnvironment } from "../../support/axon-environment";

/** Settings without which axon does not start, and without a default that is looser. */
const required = Object.keys(axonEnvironment).filter(
  (name) => name !== "BIND_HOST" && name !== "PORT",
);

describe("axon's config", () => {
  it("reads a whole environment, with its defaults", () => {
    const environment = { ...axonEnvironment, BIND_HOST: "", PORT: undefined };
    assert.partialDeepStrictEqual(readAxonConfig(environment), {
      BIND_HOST: "0.0.0.0",
      PORT: 8443,
      CALLER_PARTITION: "aws",
      CALLER_ROLES: { orbit: ["dev-orbit-task"] },
    });
  });

  for (const name of required) {
    it(`G19 has no default for ${name}`, () => {
      const environment = { ...axonEnvironment, [name]: undefined };
      assert.throws(() => readAxonConfig(environment), new RegExp(`  ${name} is missing: `));
    });
  }

  it("G19 starts with no value that it does not know", () => {
    const modes = ["TLS", "IDENTITY", "RECEIPT_SIGNING", "SINGLE_USE", "REASONER"] as const;
    const near = ["none", "off", "false", "0", "*", "any", "LATTICE", " memory", "disabled"];
    const value = fc.oneof(fc.constantFrom(...near), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(fc.constantFrom(...modes), value, (name, text) => {
        const config = { ...axonEnvironment, [name]: text };
        try {
          // A mode by its right name may be generated too.
          return readAxonConfig(config)[name] === text;
        } catch (error) {
          return error instanceof SettingsError;
        }
      }),
    );
    assert.throws(() => readAxonConfig({ ...axonEnvironment, SINGLE_USE: "none" }), SettingsError);
  });

  it("L7 reads no setting that shows more, whatever the environment is", () => {
    const asking = ["DEBUG", "LOG_LEVEL", "POWERTOOLS_LOGGER_LOG_EVENT", "NODE_DEBUG", "VERBOSE"];
    const environment = Object.fromEntries(asking.map((name) => [name, "true"]));
    assert.deepEqual(
      readAxonConfig({ ...axonEnvironment, ...environment }),
      readAxonConfig(axonEnvironment),
    );
  });

  const needed: Readonly<Record<string, [Readonly<Record<string, string>>, RegExp]>> = {
    "an issuer and an audience": [
      { IDENTITY: "web-identity" },
      /WEB_IDENTITY_ISSUER is missing, .+\n.+WEB_IDENTITY_AUDIENCE is missing/,
    ],
    "a table for receipts": [{ SINGLE_USE: "table" }, /TABLE_NAME is missing/],
    "a table for policies": [{ ACCEPTED_POLICIES: "table" }, /TABLE_NAME is missing/],
    "a model": [{ REASONER: "bedrock" }, /BEDROCK_MODEL_ID is missing/],
    files: [{ TLS: "files" }, /TLS_KEY_FILE is missing.+\n.+TLS_CERT_FILE is missing/],
  };
  for (const [name, [changes, message]] of Object.entries(needed)) {
    it(`needs ${name} where a mode asks for it`, () => {
      assert.throws(() => readAxonConfig({ ...axonEnvironment, ...changes }), message);
    });
  }

  it("V3 takes no issuer without TLS", () => {
    const environment = {
      ...axonEnvironment,
      IDENTITY: "web-identity",
      WEB_IDENTITY_AUDIENCE: "axon",
      WEB_IDENTITY_ISSUER: "http://issuer.example",
    };
    assert.throws(() => readAxonConfig(environment), /WEB_IDENTITY_ISSUER is not valid/);
  });
});
