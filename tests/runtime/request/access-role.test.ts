import assert from "node:assert/strict";
import { inspect } from "node:util";
import { STSClient } from "@aws-sdk/client-sts";
import { assumeAccessRole } from "../../../runtime/request/access-role";
import { CredentialsUnavailableError } from "../../../runtime/request/credentials";
import { sessionPolicy } from "../../../runtime/request/session-policy";
import { acceptCorrelation, withCorrelation } from "../../../runtime/telemetry/correlation";
import { canaries } from "../../support/canaries";

const calls = {
  serviceArn: "arn:aws:vpc-lattice:us-east-1:111122223333:service/svc-0123456789abcdef0",
  paths: ["/reason"],
};
const roleArn = "arn:aws:iam::111122223333:role/estate-dev-orbit-to-axon";
const expiration = new Date(900_000);
const credentials = {
  AccessKeyId: "AKIDEXAMPLE",
  SecretAccessKey: canaries.secretAccessKey.text,
  SessionToken: canaries.sessionToken.text,
  Expiration: expiration,
};

/** An STS client that answers without a network, and what it was asked. */
function stsWith(output: Readonly<Record<string, unknown>>) {
  const inputs: unknown[] = [];
  const sts = new STSClient({ region: "us-east-1" });
  sts.middlewareStack.add(
    () =>
      ({ input }) => {
        inputs.push(input);
        return Promise.resolve({ output: { $metadata: {}, ...output }, response: {} });
      },
    { step: "initialize", priority: "high" },
  );
  return { sts, inputs };
}

describe("assumeAccessRole", () => {
  it("C8 BEST-21 asks for a session as the role's trust policy demands it, limited to the edge's calls", async () => {
    const { sts, inputs } = stsWith({ Credentials: credentials });
    const provide = assumeAccessRole({ sts, roleArn, service: "orbit", calls });
    const given = await withCorrelation(acceptCorrelation("correlation-1"), provide);
    assert.deepEqual(inputs, [
      {
        RoleArn: roleArn,
        RoleSessionName: "orbit",
        SourceIdentity: "orbit",
        Policy: sessionPolicy(calls),
        Tags: [{ Key: "correlation-id", Value: "correlation-1" }],
        DurationSeconds: 900,
      },
    ]);
    const { accessKeyId, secretAccessKey, sessionToken } = given;
    assert.deepEqual(
      [accessKeyId, secretAccessKey, sessionToken, given.expiration],
      ["AKIDEXAMPLE", canaries.secretAccessKey.text, canaries.sessionToken.text, expiration],
    );
  });

  it("shows no secret of a session to whatever lists the credentials", async () => {
    const { sts } = stsWith({ Credentials: credentials });
    const given = await assumeAccessRole({ sts, roleArn, service: "orbit", calls })();
    const shown = [
      ...[inspect(given), inspect({ given }, { depth: 9 }), JSON.stringify({ given })],
      ...[JSON.stringify({ ...given }), JSON.stringify(Object.entries(given))],
    ].join();
    for (const { secret } of [canaries.secretAccessKey, canaries.sessionToken]) {
      assert.ok(!shown.includes(secret));
    }
    assert.ok(shown.includes("AKIDEXAMPLE"), "which credentials they were may be known");
  });

  it("asks for nothing where the calls make no session policy", () => {
    const { sts, inputs } = stsWith({ Credentials: credentials });
    const none = { ...calls, paths: [] };
    assert.throws(
      () => assumeAccessRole({ sts, roleArn, service: "orbit", calls: none }),
      RangeError,
    );
    assert.deepEqual(inputs, []);
  });

  for (const missing of Object.keys(credentials)) {
    it(`C8 takes no credentials without ${missing}`, async () => {
      const { sts } = stsWith({ Credentials: { ...credentials, [missing]: undefined } });
      const provide = assumeAccessRole({ sts, roleArn, service: "orbit", calls });
      await assert.rejects(provide(), CredentialsUnavailableError);
    });
  }

  it("takes no credentials from an empty answer", async () => {
    const provide = assumeAccessRole({ sts: stsWith({}).sts, roleArn, service: "orbit", calls });
    await assert.rejects(provide(), CredentialsUnavailableError);
  });

  it("IAM-61 refuses a duration that STS would refuse: under 15 minutes, or over the hour of a chained role", () => {
    const { sts } = stsWith({});
    for (const durationSeconds of [899, 3601, 1000.5, Number.NaN]) {
      assert.throws(
        () => assumeAccessRole({ sts, roleArn, service: "orbit", calls, durationSeconds }),
        RangeError,
      );
    }
  });
});
