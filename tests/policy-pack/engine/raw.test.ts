import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { rawReaders } from "../../../policy-pack/engine/raw";
import { isUnknown, unknownSentinels } from "../../../policy-pack/engine/value";

/** The SDK's proxy; its type declarations leave it out, because it is internal to the SDK. */
interface ProxyModule {
  readonly unknownCheckingProxy: <T extends object>(value: T) => T;
  readonly [name: string]: unknown;
}

const proxy = createRequire(__filename)("@pulumi/policy/proxy") as ProxyModule;

describe("raw readers", () => {
  for (const { name, read } of rawReaders) {
    it(`POL-6 read unknown values below the SDK's throwing proxy by ${name}`, () => {
      const properties = {
        known: 1,
        nested: { unknown: unknownSentinels[2] },
        list: [unknownSentinels[0], { deep: [unknownSentinels[6], "x"] }],
      };
      const proxied = proxy.unknownCheckingProxy(properties);
      assert.throws(() => proxied.nested.unknown, "the SDK's proxy no longer throws");
      assert.deepEqual(read(proxied), properties);
    });
  }

  it("recognise each of the sentinels the SDK uses", () => {
    const used = Object.entries(proxy).filter(([name]) => /^unknown\w+Value$/.test(name));
    assert.equal(used.length, 7);
    for (const [name, sentinel] of used) {
      assert.ok(typeof sentinel === "string" && isUnknown(sentinel), name);
    }
  });
});
