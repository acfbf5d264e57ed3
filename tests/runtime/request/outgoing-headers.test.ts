import assert from "node:assert/strict";
import { sortHeaders } from "../../../runtime/request/outgoing-headers";

describe("sortHeaders", () => {
  it("C6 keeps the trace context apart from what is signed", () => {
    assert.deepEqual(
      sortHeaders({ "Content-Type": "application/json", traceparent: "00-a", TraceState: "b=c" }),
      {
        signed: { "content-type": "application/json" },
        unsigned: { traceparent: "00-a", tracestate: "b=c" },
      },
    );
  });

  const reserved = [
    "Authorization",
    "host",
    "Date",
    "Content-Length",
    "Content-Digest",
    "X-Correlation-Id",
    "x-decision-receipt",
    "x-web-identity-token",
    "X-Amzn-Lattice-Identity",
    "x-amz-security-token",
    "x-amz-date",
    "X-Amz-Content-Sha256",
    "x-amzn-trace-id",
    "X-Forwarded-For",
    "Forwarded",
    "Via",
    "Connection",
    "Transfer-Encoding",
    "Upgrade",
    "Proxy-Authorization",
    "Sec-Fetch-Mode",
    "Cache-Control",
    "User-Agent",
  ];
  for (const name of reserved) {
    it(`C4 refuses ${name} from a program`, () => {
      assert.equal(sortHeaders({ [name]: "value" }), undefined);
    });
  }

  const invalid: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    "a line break in a value": { accept: "a\r\nx-amz-date: b" },
    "a line break in a name": { "accept\r\nx": "a" },
    "a blank in a name": { "ac cept": "a" },
    "an empty name": { "": "a" },
    "a NUL": { accept: "a\0" },
    "text beyond ASCII": { accept: "é" },
    "a blank at the end": { accept: "a " },
    "an empty value": { accept: "" },
    "one name in two cases": { Accept: "a", accept: "b" },
    "too much": { accept: "a".repeat(8200) },
    "an own __proto__": JSON.parse('{"__proto__": "a"}') as Readonly<Record<string, string>>,
    "a value that is no text": JSON.parse('{"accept": ["a"]}') as Readonly<Record<string, string>>,
  };
  for (const [name, headers] of Object.entries(invalid)) {
    it(`refuses ${name}`, () => {
      assert.equal(sortHeaders(headers), undefined);
    });
  }
});
