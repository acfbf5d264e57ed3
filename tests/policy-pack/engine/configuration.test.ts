import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import {
  configureRules,
  defaultConfiguration,
  deviationsOf,
} from "../../../policy-pack/engine/configuration";
import { readConfiguration } from "../../../policy-pack/engine/read-configuration";
import { today } from "../../support/policy-pack/rule-cases";

const id = "retain/log-group-days";
const read = (input: unknown) => readConfiguration(input, catalog, today);
const ruleIn = (settings: object) =>
  configureRules(catalog, read({ rules: { [id]: settings } }).configuration).find(
    ({ rule }) => rule.id === id,
  );

describe("readConfiguration", () => {
  for (const [title, input, path] of [
    ["text instead of an object", "strict", ""],
    ["a setting that does not exist", { profil: "strict" }, "/profil"],
    ["a profile that does not exist", { profile: "paranoid" }, "/profile"],
    ["an account that is none", { accounts: ["1234"] }, "/accounts"],
    ["accounts that are no list", { accounts: "111122223333" }, "/accounts"],
    ["an organization that is none", { organizations: ["o-*"] }, "/organizations"],
    ["a switch that is text", { ignoreWaivers: "true" }, "/ignoreWaivers"],
    ["a year and more for waivers", { maxWaiverDays: 367 }, "/maxWaiverDays"],
    ["no day for waivers", { maxWaiverDays: 0 }, "/maxWaiverDays"],
    [
      "a report format that does not exist",
      { reports: [{ format: "pdf", file: "x" }] },
      "/reports",
    ],
    ["a report without a file", { reports: [{ format: "json" }] }, "/reports"],
    [
      "a report with an unknown setting",
      { reports: [{ format: "json", file: "x", to: 1 }] },
      "/reports",
    ],
    ["a day that does not exist", { date: "2026-02-30" }, "/date"],
    ["rules that are no object", { rules: [] }, "/rules"],
    ["a rule that does not exist", { rules: { "retain/nothing": {} } }, "/rules/retain~1nothing"],
    [
      "settings that are no object",
      { rules: { [id]: "advisory" } },
      "/rules/retain~1log-group-days",
    ],
    [
      "an unknown setting of a rule",
      { rules: { [id]: { severity: "low" } } },
      "/rules/retain~1log-group-days/severity",
    ],
    [
      "an unknown level",
      { rules: { [id]: { level: "off" } } },
      "/rules/retain~1log-group-days/level",
    ],
    [
      "an unknown mode",
      { rules: { [id]: { onUndecided: "pass" } } },
      "/rules/retain~1log-group-days/onUndecided",
    ],
    [
      "an unknown limit",
      { rules: { [id]: { params: { days: 1 } } } },
      "/rules/retain~1log-group-days/params",
    ],
    [
      "a limit that is no number",
      { rules: { [id]: { params: { minDays: "1" } } } },
      "/rules/retain~1log-group-days/params",
    ],
    [
      "a limit below the least",
      { rules: { [id]: { params: { minDays: 0 } } } },
      "/rules/retain~1log-group-days/params",
    ],
    [
      "a level lowered without a reason",
      { rules: { [id]: { level: "advisory" } } },
      "/rules/retain~1log-group-days",
    ],
    [
      "a rule switched off without a reason",
      { rules: { [id]: { level: "disabled" } } },
      "/rules/retain~1log-group-days",
    ],
    [
      "undecided made harmless without a reason",
      { rules: { [id]: { onUndecided: "warn" } } },
      "/rules/retain~1log-group-days",
    ],
    [
      "undecided deferred for an empty reason",
      { rules: { [id]: { onUndecided: "defer", reason: " " } } },
      "/rules/retain~1log-group-days/reason",
    ],
  ] as const) {
    it(`POL-480 reports ${title} as mandatory, at its place`, () => {
      const { findings } = read(input);
      assert.ok(findings.length > 0);
      for (const { rule, level } of findings) {
        assert.deepEqual([rule, level], ["pack/configuration", "mandatory"]);
      }
      assert.equal(findings[0]?.path, path);
    });
  }

  it("POL-482 needs no configuration at all", () => {
    assert.deepEqual(read({}), { configuration: defaultConfiguration, findings: [] });
  });

  it("POL-481 lowers a rule for a reason, and lists it", () => {
    const { configuration, findings } = read({
      maxWaiverDays: 30,
      rules: { [id]: { level: "advisory", params: { minDays: 30 }, reason: "sandbox" } },
    });
    assert.deepEqual(findings, []);
    assert.deepEqual(deviationsOf(catalog, configuration), [
      { path: "/maxWaiverDays", value: 30, reason: "" },
      { path: "/rules/retain~1log-group-days/level", value: "advisory", reason: "sandbox" },
      { path: "/rules/retain~1log-group-days/params/minDays", value: 30, reason: "sandbox" },
    ]);
    assert.deepEqual(deviationsOf(catalog, defaultConfiguration), []);
  });
});

describe("configureRules", () => {
  it("changes level, mode and limits, and leaves the other rules alone", () => {
    const settings = {
      level: "advisory",
      onUndecided: "warn",
      params: { minDays: 30 },
      reason: "r",
    };
    const changed = ruleIn(settings);
    assert.equal(changed?.rule.level, "advisory");
    assert.equal(changed.rule.onUndecided, "warn");
    assert.equal(changed.params["minDays"], 30);
    const { configuration } = read({ rules: { [id]: settings } });
    const levels = (settingsInForce: typeof configuration) =>
      configureRules(catalog, settingsInForce)
        .filter(({ rule }) => rule.id !== id)
        .map(({ rule, params }) => [rule.id, rule.level, rule.onUndecided, params]);
    assert.deepEqual(levels(configuration), levels(defaultConfiguration));
  });

  it("leaves out a rule that is switched off", () => {
    assert.equal(ruleIn({ level: "disabled", reason: "not used" }), undefined);
  });

  it("does not apply settings it has reported", () => {
    assert.equal(ruleIn({ level: "disabled", reason: "r", nonsense: 1 })?.rule.level, "mandatory");
  });

  it("takes the limits and levels of profile strict", () => {
    const [first] = catalog;
    assert.ok(first !== undefined);
    const param = { type: "integer", description: "Days.", default: 1, strict: 2 } as const;
    const rule = {
      ...first,
      level: "advisory",
      strictLevel: "mandatory",
      params: { days: param },
    } as const;
    const configured = (profile: "baseline" | "strict") =>
      configureRules([rule], { ...defaultConfiguration, profile }).map((each) => [
        each.rule.level,
        each.params["days"],
      ]);
    assert.deepEqual(configured("baseline"), [["advisory", 1]]);
    assert.deepEqual(configured("strict"), [["mandatory", 2]]);
  });
});
