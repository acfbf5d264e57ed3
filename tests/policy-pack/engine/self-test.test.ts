import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import { probeViolation, proxied } from "../../../policy-pack/engine/sdk";
import { probeRule, selfTest } from "../../../policy-pack/engine/self-test";
import { unknownSentinels } from "../../../policy-pack/engine/value";

const sdk = { proxied, probe: probeViolation };

describe("selfTest", () => {
  it("POL-14 passes with the SDK that is installed, by the first choice of everything", async () => {
    const test = await selfTest(catalog, sdk);
    assert.equal(test.reader.name, "property descriptors");
    assert.equal(test.acceptsObjects, true);
    assert.deepEqual([test.fallbacks, test.findings], [[], []]);
  });

  it("POL-14 reads the proxy's target where descriptors are hidden, and says so", async () => {
    const hiding = (properties: object) =>
      new Proxy(proxied(properties), {
        getOwnPropertyDescriptor: () => ({ configurable: true, enumerable: true, value: "hidden" }),
      });
    const test = await selfTest(catalog, { ...sdk, proxied: hiding });
    assert.equal(test.reader.name, "the proxy's target");
    assert.deepEqual(test.fallbacks, ["properties are read by the proxy's target"]);
    assert.deepEqual(test.findings, []);
  });

  it("POL-14 catches the SDK's error leaf by leaf where neither works", async () => {
    const hide = (value: unknown): unknown =>
      typeof value === "object" && value !== null
        ? new Proxy(value, {
            get: (target, key) => {
              if (key === "__getSpecialProxyTarget") return undefined;
              const item: unknown = Reflect.get(target, key);
              if (typeof item === "string" && unknownSentinels.includes(item)) {
                throw Object.assign(new Error("unknown"), { unknownTypeSentinel: item });
              }
              return hide(item);
            },
            getOwnPropertyDescriptor: (target, key) => {
              const descriptor = Object.getOwnPropertyDescriptor(target, key);
              return descriptor?.configurable === true
                ? { ...descriptor, value: "hidden" }
                : descriptor;
            },
          })
        : value;
    const test = await selfTest(catalog, { ...sdk, proxied: (value) => hide(value) as object });
    assert.equal(test.reader.name, "one leaf at a time");
  });

  it("POL-14 reports an SDK that shows unknown values in no known way", async () => {
    const test = await selfTest(catalog, { ...sdk, proxied: () => ({}) });
    assert.deepEqual(
      test.findings.map(({ rule, level }) => [rule, level]),
      [["pack/self-test", "mandatory"]],
    );
  });

  it("POL-14 puts rule and fingerprint into the text where objects are refused, and says so", async () => {
    const refusing = () => Promise.resolve({ rule: "probe", level: "mandatory" });
    const throwing = () => Promise.reject(new Error("no such module"));
    for (const probe of [refusing, throwing]) {
      const test = await selfTest(catalog, { ...sdk, probe });
      assert.equal(test.acceptsObjects, false);
      assert.equal(test.fallbacks.length, 1);
    }
  });

  it("POL-8 the SDK reports a violation under its own rule and level", async () => {
    assert.deepEqual(await probeViolation(), { rule: probeRule, level: "advisory" });
  });

  it("reports two rules of one name", async () => {
    const { findings } = await selfTest([...catalog, ...catalog.slice(0, 1)], sdk);
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.message ?? "", /Two rules are named/);
  });
});
