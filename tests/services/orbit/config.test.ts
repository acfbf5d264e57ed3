import assert from "node:assert/strict";
import { readOrbitConfig } from "../../../services/orbit/config";
import {
  governedOrbitEnvironment,
  inboundEnvironment,
  orbitEnvironment,
} from "../../support/axon-environment";

describe("orbit's config", () => {
  it("reads a whole environment, with its defaults", () => {
    assert.partialDeepStrictEqual(readOrbitConfig(orbitEnvironment), {
      PORT: 0,
      AXON_SIGNING: "vpc-lattice-svcs",
    });
  });

  it("reads how calls are verified where it works for governed calls alone", () => {
    assert.partialDeepStrictEqual(readOrbitConfig(governedOrbitEnvironment), {
      INBOUND: "governed",
      CALLER_PARTITION: "aws",
      CALLER_ROLES: { client: ["dev-client-to-orbit"] },
    });
    const settings = { ...governedOrbitEnvironment, SINGLE_USE: "table" };
    assert.throws(() => readOrbitConfig(settings), /TABLE_NAME is missing, which is needed with/);
  });

  for (const name of Object.keys(inboundEnvironment)) {
    it(`G19 has no default for ${name} where calls are verified`, () => {
      const environment = { ...governedOrbitEnvironment, [name]: undefined };
      assert.throws(() => readOrbitConfig(environment), new RegExp(`  ${name} is missing: `));
    });
  }

  it("G19 has no default for INBOUND: settings of verification alone verify nothing", () => {
    const environment = { ...governedOrbitEnvironment, INBOUND: undefined };
    assert.throws(() => readOrbitConfig(environment), /  INBOUND is missing: governed: /);
  });

  it("assumes no access role without the service that its sessions are limited to", () => {
    const ACCESS_ROLE_ARN = "arn:aws:iam::111122223333:role/agent-runtime/dev/orbit-to-axon";
    for (const environment of [orbitEnvironment, governedOrbitEnvironment]) {
      assert.throws(
        () => readOrbitConfig({ ...environment, ACCESS_ROLE_ARN }),
        /AXON_SERVICE_ARN is missing, which is needed with ACCESS_ROLE_ARN/,
      );
    }
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
    AXON_SERVICE_ARN: [
      "arn:aws:vpc-lattice:us-east-1:111122223333:service/*",
      "arn:aws:vpc-lattice:us-east-1:111122223333:servicenetwork/sn-0123456789abcdef0",
      "svc-0123456789abcdef0",
    ],
    AXON_SIGNING: ["none", "s3"],
    INBOUND: ["", "none", "off", "Governed", "network ", "governed,network"],
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
