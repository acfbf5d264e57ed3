import assert from "node:assert/strict";
import { nameOf, urnOf } from "../../../preview/engine/urn";

const stack = { stack: "dev", project: "p" };
const root = urnOf({ ...stack, type: "pulumi:pulumi:Stack", name: "p-dev" });

describe("urnOf", () => {
  it("leaves the stack's own type out of its children", () => {
    const urn = urnOf({ ...stack, parent: root, type: "a:b:C", name: "c" });
    assert.equal(urn, "urn:pulumi:dev::p::a:b:C::c");
  });

  it("keeps every type below", () => {
    const child = urnOf({ ...stack, parent: root, type: "a:b:C", name: "c" });
    const grandchild = urnOf({ ...stack, parent: child, type: "a:b:D", name: "d" });
    const below = urnOf({ ...stack, parent: grandchild, type: "aws:s3/bucket:Bucket", name: "e" });
    assert.equal(below, "urn:pulumi:dev::p::a:b:C$a:b:D$aws:s3/bucket:Bucket::e");
  });
});

describe("nameOf", () => {
  it("keeps names that hold the separator", () => {
    assert.equal(nameOf(urnOf({ ...stack, type: "a:b:C", name: "x::y" })), "x::y");
  });
});
