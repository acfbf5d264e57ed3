import assert from "node:assert/strict";
import { findingSources } from "../../../lambdas/review-access/finding-sources";
import { signedJson } from "../../../lambdas/review-access/signed-json";
import { needsMoto } from "../../support/moto";
import { startAws } from "./aws";

const credentials = () => ({ accessKeyId: "testing", secretAccessKey: "testing" });

function sending(answer: () => Response) {
  const sent: { url: string; headers: Headers }[] = [];
  const ask = signedJson({
    region: "eu-central-1",
    credentials,
    fetch: (url, init) => {
      assert.ok(url instanceof URL);
      sent.push({ url: url.href, headers: new Headers(init?.headers) });
      return Promise.resolve(answer());
    },
  });
  return { sent, ask };
}

const request = { service: "securityhub", method: "POST", path: "/findings", body: {} } as const;

describe("signedJson", () => {
  it("asks the service of its Region over TLS, and signs for it", async () => {
    const { sent, ask } = sending(() => Response.json({ Findings: [] }));
    assert.deepEqual(await ask(request), { Findings: [] });
    const [{ url, headers } = { url: "", headers: new Headers() }] = sent;
    assert.equal(new URL(url).origin, "https://securityhub.eu-central-1.amazonaws.com");
    assert.match(
      headers.get("authorization") ?? "",
      /Credential=testing\/\d{8}\/eu-central-1\/securityhub\/aws4_request/,
    );
  });

  const refusal = (status: number, type?: string) =>
    new Response("password=hunter2", {
      status,
      headers: type === undefined ? {} : { "x-amzn-errortype": type },
    });

  for (const [status, type, name] of [
    [403, "AccessDeniedException:http://internal.amazon.com/", "AccessDeniedException"],
    [401, "InvalidAccessException", "InvalidAccessException"],
    [403, undefined, "AccessDenied"],
    [429, undefined, "Throttling"],
    [500, "<b>", "Refused"],
  ] as const) {
    it(`A4 names a refusal ${name}, and repeats nothing of it`, async () => {
      const { ask } = sending(() => refusal(status, type));
      await assert.rejects(ask(request), { name, message: "AWS refused the request." });
    });
  }

  it("A4 gets along with Security Hub as moto plays it", async function () {
    needsMoto(this);
    const aws = await startAws();
    try {
      const { region, endpoint } = aws.options;
      const found = await findingSources(
        signedJson({ region, endpoint, credentials, fetch }),
      ).failedControls(10);
      assert.deepEqual(found, { findings: [], hasMore: false });
    } finally {
      await aws.stop();
    }
  });
});
