import assert from "node:assert/strict";
import { BlockList } from "node:net";
import fc from "fast-check";
import { compileCidr } from "../../../detections/event-pattern/cidr";
import { EventPatternError } from "../../../detections/event-pattern/error";

describe("compileCidr", () => {
  for (const [family, address, bits] of [
    ["ipv4", fc.ipV4(), 31],
    ["ipv6", fc.ipV6().filter((text) => !text.includes(".")), 127],
  ] as const) {
    it(`agrees with Node's block list about ${family}`, () => {
      const near = fc.tuple(address, address, fc.nat({ max: bits }), fc.boolean());
      fc.assert(
        fc.property(near, ([network, other, length, isNear]) => {
          const list = new BlockList();
          list.addSubnet(network, length, family);
          const fits = compileCidr(`${network}/${String(length)}`, "");
          const asked = isNear ? network : other;
          assert.equal(fits(asked), list.check(asked, family));
        }),
        { numRuns: 500 },
      );
    });
  }

  it("fits no address of the other family, no name and no address within an address", () => {
    const fits = compileCidr("0.0.0.0/0", "");
    assert.equal(fits("10.0.0.1"), true);
    for (const text of [
      "::1",
      "::ffff:10.0.0.1",
      "10.0.0",
      "ec2.amazonaws.com",
      "",
      "10.0.0.256",
    ]) {
      assert.equal(fits(text), false, text);
    }
  });

  for (const operand of [
    "10.0.0.0",
    "10.0.0.0/",
    "10.0.0.0/32",
    "2001:db8::/128",
    "10.0.0/8",
    "10.0.0.0/8/8",
    "10.0.0.0/a",
    "fe80::1%eth0/64",
    5,
  ]) {
    it(`refuses ${JSON.stringify(operand)}`, () => {
      assert.throws(() => compileCidr(operand, "here"), EventPatternError);
    });
  }
});
