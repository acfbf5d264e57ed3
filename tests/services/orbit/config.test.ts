import assert from "node:assert/strict";
import { readOrbitConfig } from "../../../services/orbit/config";
import { orbitEnvironment } from "../../support/axon-environment";

describe("orbit's config", () => {
  it("reads a whole environment, with its defaults", () => {
    assert.partialDeepStrictEqual(readOrbitConfig(orbitEnvironment), {
      PORT: 0,
      AXON_SIGNING: "vpc-lattice-svcs",
    });
  });

  const invalid: Readonly<Record<string, readonly string[]>> = {
    AXON_URL: [
      "http://axon.example/reason",
      "https://user@axon.example/reason",
      "https://AXON.example/reason",
      "https://axon.example",
      "https://axon.example/a b",
    ],
    GOVERNANCE_ALIAS_ARN: [
      "arn:aws:lambda:us-east-1:111122223333:function:dev-governance",
      "dev-governance:orbit",
    ],
    ACCESS_ROLE_ARN: ["arn:aws:iam::111122223333:user/a", "role"],
    AXON_SIGNING: ["none", "s3"],
    PUBLIC_HOST: ["Orbit", "orbit:8443", ""],
  };
  for (const [name, values] of Object.entries(invalid)) {
    it(`takes no ${name} of another form`, () => {
      for (const value of values) {
        assert.throws(
          () => readOrbitConfig({ ...orbitEnvironment, [name]: value }),
          new RegExp(`${name} is (not valid|missing): `),
          value,
        );
      }
    });
  }
});
