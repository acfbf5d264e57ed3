import assert from "node:assert/strict";
import type { PropertyValue } from "../../../preview/engine/values";
import {
  containsUnknown,
  fromStruct,
  present,
  toStruct,
  unknownString,
} from "../../../preview/engine/values";

const secret: PropertyValue = {
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value: "hunter2",
};

describe("values", () => {
  it("survive the protocol", () => {
    const properties = { text: "a", list: [1, true, null], nested: { unknown: unknownString } };
    assert.deepEqual(fromStruct(toStruct(properties)), properties);
    assert.deepEqual(fromStruct(undefined), {});
  });

  it("are searched for unknown leaves at any depth", () => {
    assert.ok(containsUnknown({ a: [{ b: unknownString }] }));
    assert.ok(!containsUnknown({ a: [{ b: "known" }, null, 1] }));
  });

  it("are shown with secrets concealed and unknowns marked", () => {
    assert.deepEqual(present({ a: secret, b: [unknownString], c: "plain" }), {
      a: "‹secret›",
      b: ["‹unknown›"],
      c: "plain",
    });
  });
});
