import assert from "node:assert/strict";
import { readSettings } from "../../../runtime/review/settings";
import { settings } from "./world";

describe("readSettings", () => {
  it("A7 reads what it needs", () => {
    assert.deepEqual(readSettings(JSON.stringify(settings)), settings);
  });

  for (const [what, text] of [
    ["no JSON", "{"],
    ["another version", JSON.stringify({ ...settings, version: 2 })],
    ["a field too many", JSON.stringify({ ...settings, extra: true })],
    ["no limits", JSON.stringify({ ...settings, limits: {} })],
    [
      "unlimited rows",
      JSON.stringify({ ...settings, limits: { ...settings.limits, maxRows: null } }),
    ],
    [
      "a reader that is no ARN",
      JSON.stringify({ ...settings, secrets: [{ name: "a", arn: "b", readers: ["*"] }] }),
    ],
  ] as const) {
    it(`A7 refuses ${what}, and repeats nothing of it`, () => {
      assert.throws(
        () => readSettings(text),
        /^Error: settings\.json is (no JSON|not as a review needs it)\.$/,
      );
    });
  }
});
