import assert from "node:assert/strict";
import { STSClient } from "@aws-sdk/client-sts";
import { assumeAccessRole } from "../../../runtime/request/access-role";
import { CredentialsUnavailableError } from "../../../runtime/request/credentials";
import { acceptCorrelation, withCorrelation } from "../../../runtime/telemetry/correlation";

const roleArn = "arn:aws:iam::111122223333:role/estate-dev-orbit-to-axon";
const expiration = new Date(900_000);
const credentials = {
  AccessKeyId: "AKIDEXAMPLE",
  SecretAccessKey: "secret",
  SessionToken: "token",
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
  it("C8 asks for a session as the role's trust policy demands it", async () => {
    const { sts, inputs } = stsWith({ Credentials: credentials });
    const provide = assumeAccessRole({ sts, roleArn, service: "orbit" });
    const given = await withCorrelation(acceptCorrelation("correlation-1"), provide);
    assert.deepEqual(inputs, [
      {
        RoleArn: roleArn,
        RoleSessionName: "orbit",
        SourceIdentity: "orbit",
        Tags: [{ Key: "correlation-id", Value: "correlation-1" }],
        DurationSeconds: 900,
      },
    ]);
    assert.deepEqual(given, {
      accessKeyId: "AKIDEXAMPLE",
      secretAccessKey: "secret",
      sessionToken: "token",
      expiration,
    });
  });

  for (const missing of Object.keys(credentials)) {
    it(`C8 takes no credentials without ${missing}`, async () => {
      const { sts } = stsWith({ Credentials: { ...credentials, [missing]: undefined } });
      const provide = assumeAccessRole({ sts, roleArn, service: "orbit" });
      await assert.rejects(provide(), CredentialsUnavailableError);
    });
  }

  it("takes no credentials from an empty answer", async () => {
    const provide = assumeAccessRole({ sts: stsWith({}).sts, roleArn, service: "orbit" });
    await assert.rejects(provide(), CredentialsUnavailableError);
  });

  it("refuses a duration that STS would refuse", () => {
    const { sts } = stsWith({});
    for (const durationSeconds of [899, 3601, 1000.5, Number.NaN]) {
      assert.throws(
        () => assumeAccessRole({ sts, roleArn, service: "orbit", durationSeconds }),
        RangeError,
      );
    }
  });
});
