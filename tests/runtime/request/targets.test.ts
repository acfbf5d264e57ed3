import assert from "node:assert/strict";
import fc from "fast-check";
import { createAllowList, type Target } from "../../../runtime/request/targets";

const axon: Target = {
  service: "axon",
  host: "axon.example.test",
  signing: "vpc-lattice-svcs",
  region: "us-east-1",
};
const local: Target = { ...axon, host: "localhost", port: 8443 };
const find = createAllowList([axon, local]);

describe("createAllowList", () => {
  it("C4 finds an allowed URL and takes it apart as it is sent", () => {
    const url = "https://axon.example.test/reason/a%2Fb?x=1&x=2&y=%C3%A9";
    assert.deepEqual(find(url), {
      ...{ target: axon, url, authority: "axon.example.test" },
      path: "/reason/a%2Fb",
      query: "x=1&x=2&y=%C3%A9",
    });
  });

  it("C4 finds the target of the port, and takes 443 as the default", () => {
    assert.equal(find("https://localhost:8443/reason")?.authority, "localhost:8443");
    assert.equal(find("https://axon.example.test:443/reason")?.authority, "axon.example.test");
    assert.equal(find("https://axon.example.test")?.path, "/");
  });

  const refused = [
    "http://axon.example.test/reason",
    "HTTPS://axon.example.test/reason",
    "https:axon.example.test/reason",
    "https:\\\\axon.example.test/reason",
    "//axon.example.test/reason",
    "ftp://axon.example.test/reason",
    "https://axon.example.test:8443/reason",
    "https://axon.example.test:0443/reason/..",
    "https://axon.example.test:/reason",
    "https://AXON.example.test/reason",
    "https://axon.example.test./reason",
    "https://axon.example.test.evil.test/reason",
    "https://evil.test/axon.example.test",
    "https://user@axon.example.test/reason",
    "https://user:word@axon.example.test/reason",
    "https://axon.example.test@evil.test/reason",
    "https://axon.example.test%40evil.test/reason",
    "https://axon.example.test\\@evil.test/reason",
    "https://axon.example.test#@evil.test/reason",
    "https://axon.example.test/reason#part",
    "https://axon.example.test/reason?",
    "https://axon.example.test/reason?a=%",
    "https://axon.example.test/a/../reason",
    "https://axon.example.test/a/%2e%2e/reason",
    "https://axon.example.test//reason",
    "https://axon.example.test/a\\b",
    "https://axon.example.test/a b",
    "https://axon.example.test/é",
    "https://axon.example.test/\u0000",
    " https://axon.example.test/reason",
    "https://axon.example.test/reason\n",
    "https://axon.ex\tample.test/reason",
    "https://localhost/reason",
    "https://localhost:8444/reason",
    "https://127.0.0.1:8443/reason",
    "https://[::1]:8443/reason",
    "https://2130706433:8443/reason",
    "https://0x7f.1:8443/reason",
    "https://foo.localhost:8443/reason",
    "https://axon.example.test/?X-Amz-Signature=0",
    `https://axon.example.test/${"a".repeat(8192)}`,
    "",
    "reason",
  ];
  for (const url of refused) {
    it(`C4 refuses ${JSON.stringify(url.slice(0, 60))}`, () => {
      assert.equal(find(url), undefined);
    });
  }

  it("C4 finds nothing but its own hosts in what any parser may read differently", () => {
    const piece = fc.constantFrom(
      "https://",
      "axon.example.test",
      "evil.test",
      "@",
      ":",
      "443",
      "/",
      "\\",
      "#",
      "?",
      ".",
      "%40",
      "a",
      " ",
      "[::1]",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const url = pieces.join("");
        const found = find(url);
        if (found === undefined) return;
        const parsed = new URL(url);
        assert.equal(parsed.host, found.authority);
        assert.equal(parsed.username + parsed.password + parsed.hash, "");
        assert.equal(
          parsed.href,
          `https://${found.authority}${found.path}${found.query && "?"}${found.query}`,
        );
      }),
      { numRuns: 5000 },
    );
  });

  for (const host of [
    "127.0.0.1",
    "0x7f.1",
    "2130706433",
    "[::1]",
    "AXON.test",
    "a..b",
    "a_b",
    "a.test.",
    "user@a",
    "",
  ]) {
    it(`C4 takes no target ${JSON.stringify(host)}`, () => {
      assert.throws(() => createAllowList([{ ...axon, host }]), /no https hosts by name/);
    });
  }

  it("C4 takes no target with an impossible port, and no host and port twice", () => {
    for (const port of [0, -1, 65536, 1.5, Number.NaN]) {
      assert.throws(() => createAllowList([{ ...axon, port }]), /no https hosts by name/);
    }
    assert.throws(
      () => createAllowList([axon, { ...axon, port: 443, service: "orbit" }]),
      /same host/,
    );
  });
});
