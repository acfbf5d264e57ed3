import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import { configureRules, readConfiguration } from "../../../policy-pack/engine/configuration";

const id = "retain/log-group-days";
const rule = (settings: unknown) => {
  const { configuration } = readConfiguration({ [id]: settings }, catalog);
  return configureRules(catalog, configuration).find((candidate) => candidate.id === id);
};

describe("readConfiguration", () => {
  for (const [title, input] of [
    ["a rule that does not exist", { "retain/nothing": { level: "advisory" } }],
    ["settings that are no object", { [id]: "advisory" }],
    ["an unknown setting", { [id]: { severity: "low" } }],
    ["an unknown level", { [id]: { level: "off" } }],
    ["an unknown mode", { [id]: { unknown: "pass" } }],
    ["an unknown limit", { [id]: { params: { days: 1 } } }],
    ["a limit that is no number", { [id]: { params: { minDays: "1" } } }],
  ] as const) {
    it(`reports ${title} as mandatory`, () => {
      const { findings } = readConfiguration(input, catalog);
      assert.deepEqual(
        findings.map(({ rule: name, level }) => [name, level]),
        [["pack/configuration", "mandatory"]],
      );
    });
  }

  it("accepts nothing at all", () => {
    assert.deepEqual(readConfiguration(undefined, catalog), { configuration: {}, findings: [] });
  });
});

describe("configureRules", () => {
  it("changes level, mode and limits, and leaves the other rules alone", () => {
    const changed = rule({ level: "advisory", unknown: "advise", params: { minDays: 30 } });
    assert.equal(changed?.level, "advisory");
    assert.equal(changed.unknown, "advise");
    assert.equal(changed.params["minDays"], 30);
    const { configuration } = readConfiguration({ [id]: { level: "advisory" } }, catalog);
    const others = configureRules(catalog, configuration).filter(
      (candidate) => candidate.id !== id,
    );
    assert.deepEqual(
      others,
      catalog.filter((candidate) => candidate.id !== id),
    );
  });

  it("leaves out a rule that is switched off", () => {
    assert.equal(rule({ level: "disabled" }), undefined);
  });

  it("does not apply settings it has reported", () => {
    assert.equal(rule({ level: "disabled", nonsense: 1 })?.level, "mandatory");
  });
});
