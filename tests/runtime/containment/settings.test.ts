import assert from "node:assert/strict";
import { readContainmentSettings } from "../../../runtime/containment/settings";
import { settings } from "./world";

const axon = settings.services["axon"];
const withAxon = (change: object) => ({
  ...settings,
  services: { ...settings.services, axon: { ...axon, ...change } },
});

describe("readContainmentSettings", () => {
  it("reads what is exactly right", () => {
    assert.deepEqual(readContainmentSettings(JSON.stringify(settings)), settings);
  });

  it("I6 refuses a service that has a role which is never contained, or which another service has", () => {
    for (const roleNames of [["break-glass"], ["containment"], ["orbit-task"], ["axon-rotation"]]) {
      assert.throws(() => readContainmentSettings(JSON.stringify(withAxon({ roleNames }))));
    }
  });

  it("refuses everything else without repeating it", () => {
    const wrong = [
      "",
      "null",
      "{}",
      JSON.stringify({ ...settings, mode: "hunter2" }),
      JSON.stringify({ ...settings, accountId: "1" }),
      JSON.stringify({ ...settings, more: 1 }),
      JSON.stringify(withAxon({ securityGroupId: "hunter2" })),
      JSON.stringify(withAxon({ securityGroupId: "sg-0000000a" })),
      JSON.stringify(withAxon({ roleNames: [] })),
      JSON.stringify(withAxon({ latticeServiceId: "*" })),
    ];
    for (const text of wrong) {
      assert.throws(
        () => readContainmentSettings(text),
        (error: Error) => !error.message.includes("hunter2"),
      );
    }
  });
});
