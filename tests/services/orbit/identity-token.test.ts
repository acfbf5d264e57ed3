import assert from "node:assert/strict";
import { GetWebIdentityTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { keepIdentityToken } from "../../../services/orbit/identity-token";

/** A client that answers without a network, by way of the middleware that every command passes. */
function fakeSts(answer: () => Promise<Readonly<Record<string, unknown>>>) {
  const inputs: unknown[] = [];
  const sts = new STSClient({ region: "us-east-1" });
  sts.middlewareStack.add(
    () => async (args) => {
      inputs.push(args.input);
      return { output: { $metadata: {}, ...(await answer()) }, response: {} };
    },
    { step: "initialize" },
  );
  return { sts, inputs };
}

describe("identity-token", () => {
  it("fetches a short token for the one audience, once for many callers, until a minute before its end", async () => {
    let time = 1_000_000;
    let count = 0;
    const { sts, inputs } = fakeSts(() =>
      Promise.resolve({
        WebIdentityToken: `token-${String((count += 1))}`,
        Expiration: new Date(time + 300_000),
      }),
    );
    const token = keepIdentityToken({ sts, audience: "axon", clock: () => time });
    assert.deepEqual(await Promise.all([token(), token(), token()]), Array(3).fill("token-1"));
    assert.deepEqual(inputs, [
      new GetWebIdentityTokenCommand({
        Audience: ["axon"],
        SigningAlgorithm: "ES384",
        DurationSeconds: 300,
      }).input,
    ]);
    time += 239_999;
    assert.equal(await token(), "token-1");
    time += 1;
    assert.equal(await token(), "token-2");
  });

  it("L4 throws without what STS said, and tries again at the next call", async () => {
    let isFailing = true;
    const { sts } = fakeSts(() =>
      isFailing
        ? Promise.reject(new Error("AKIAIOSFODNN7EXAMPLE"))
        : Promise.resolve({ WebIdentityToken: "token", Expiration: new Date(1e12) }),
    );
    const token = keepIdentityToken({ sts, audience: "axon", clock: () => 0 });
    await assert.rejects(token(), { message: "no web-identity token could be fetched" });
    isFailing = false;
    assert.equal(await token(), "token");
  });

  it("throws when there is no token in the answer, or no answer in time", async () => {
    const empty = fakeSts(() => Promise.resolve({}));
    const hanging = fakeSts(() => new Promise(() => undefined));
    for (const { sts } of [empty, hanging]) {
      const options = { sts, audience: "axon", clock: () => 0, fetchMilliseconds: 20 };
      await assert.rejects(keepIdentityToken(options)(), /no web-identity token/);
    }
  });
});
