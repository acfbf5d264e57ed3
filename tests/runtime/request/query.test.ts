import assert from "node:assert/strict";
import fc from "fast-check";
import { parseQuery } from "../../../runtime/request/query";

describe("parseQuery", () => {
  it("C7 keeps repeated and encoded keys, their values and their order", () => {
    assert.deepEqual(parseQuery("a=2&b=1&a=1&%61=0&c%2Fd=x%20y&e&f=&g=1+1=2"), {
      a: ["2", "1", "0"],
      b: ["1"],
      "c/d": ["x y"],
      e: [""],
      f: [""],
      g: ["1+1=2"],
    });
    assert.deepEqual(parseQuery(""), {});
  });

  it("C7 reads back every list of pairs", () => {
    const part = fc.string({ unit: "grapheme" });
    const key = part.filter((name) => name !== "__proto__" && !/^x-amz-/i.test(name));
    const pairs = fc.array(fc.tuple(key, part), { minLength: 1 });
    fc.assert(
      fc.property(pairs, (given) => {
        const query = given.map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
        const parsed = parseQuery(query) ?? {};
        for (const [name] of given) {
          const values = given.filter(([other]) => other === name).map(([, value]) => value);
          assert.deepEqual(parsed[name], values);
        }
      }),
    );
  });

  for (const query of ["a=%", "a=%zz", "%ff=1", "&", "a=1&&b=2", "a=1&", "__proto__=1"]) {
    it(`C7 refuses ${query}, which a signature would not cover as it is sent`, () => {
      assert.equal(parseQuery(query), undefined);
    });
  }

  it("C7 refuses the signature's own parameters", () => {
    for (const key of ["X-Amz-Signature", "x-amz-security-token", "X%2DAmz-Date"]) {
      assert.equal(parseQuery(`${key}=1`), undefined);
    }
  });
});
