import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { catalog } from "../../../policy-pack/catalog";
import { defaultConfiguration } from "../../../policy-pack/engine/configuration";
import { readConfiguration } from "../../../policy-pack/engine/read-configuration";
import { policyConfigSchema } from "../../../tools/docs/policy-config";
import { waiver } from "../../support/policy-pack/reports";

const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
addFormats(ajv);
const validate = ajv.compile(policyConfigSchema());

const isValid = (settings: unknown) => validate({ resources: settings });
const problems = (settings: unknown) =>
  readConfiguration(settings, catalog, "2026-11-24").findings.map(({ message }) => message);

describe("policyConfigSchema", () => {
  it("POL-33 describes every rule and every param, with their defaults", () => {
    const { properties } = policyConfigSchema() as {
      properties: {
        resources: { properties: { rules: { properties: Record<string, Described> } } };
      };
    };
    const rules = properties.resources.properties.rules.properties;
    assert.deepEqual(Object.keys(rules), catalog.map(({ id }) => id).sort());
    for (const { id, params, level } of catalog) {
      const described = rules[id]?.properties;
      assert.equal(described?.level.default, level);
      const defaults = Object.entries(described.params.properties).map(([name, param]) => [
        name,
        param.default,
      ]);
      assert.deepEqual(
        Object.fromEntries(defaults),
        Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default])),
      );
    }
  });

  it("POL-480 describes every setting that the pack reads", () => {
    const { properties } = policyConfigSchema() as {
      properties: { resources: { properties: object } };
    };
    assert.deepEqual(
      Object.keys(properties.resources.properties).sort(),
      Object.keys(defaultConfiguration).sort(),
    );
  });

  const good: readonly (readonly [title: string, settings: unknown])[] = [
    ["nothing", {}],
    ["a profile", { profile: "strict" }],
    ["accounts and organizations", { accounts: ["111122223333"], organizations: ["o-a1b2c3d4e5"] }],
    ["switches", { ignoreWaivers: true, allowInlineWaivers: true, failOnAdvisory: true }],
    ["a report", { reports: [{ format: "sarif", file: "out.sarif" }] }],
    ["a day", { date: "2026-11-24" }],
    [
      "a weaker rule with reason",
      { rules: { "kms/rotation": { level: "advisory", reason: "HSM." } } },
    ],
    ["a stricter rule", { rules: { "audit/account-baseline": { level: "mandatory" } } }],
    ["a param", { rules: { "secret/rotation": { params: { maxDays: 7 } } } }],
    [
      "a waiver",
      {
        approvers: ["ana"],
        waivers: [
          { ...waiver, rule: "kms/rotation", urn: "urn:pulumi:*::p::t::n", fingerprint: "f" },
        ],
      },
    ],
  ];
  for (const [title, settings] of good) {
    it(`POL-480 accepts ${title}, as the pack does`, () => {
      assert.ok(isValid(settings), JSON.stringify(validate.errors));
      assert.deepEqual(problems(settings), []);
    });
  }

  const bad: readonly (readonly [title: string, settings: unknown])[] = [
    ["an unknown setting", { profil: "strict" }],
    ["an unknown profile", { profile: "lax" }],
    ["an account of eleven digits", { accounts: ["11112222333"] }],
    ["a malformed organization", { organizations: ["acme"] }],
    ["a report without file", { reports: [{ format: "sarif" }] }],
    ["a report in an unknown format", { reports: [{ format: "pdf", file: "a" }] }],
    ["a day that is none", { date: "2026-02-30" }],
    ["too many days", { maxWaiverDays: 367 }],
    ["an unknown rule", { rules: { "kms/rotations": {} } }],
    ["an unknown setting of a rule", { rules: { "kms/rotation": { levels: "mandatory" } } }],
    ["an unknown param", { rules: { "secret/rotation": { params: { days: 7 } } } }],
    ["a param of another type", { rules: { "secret/rotation": { params: { maxDays: "7" } } } }],
    ["a rule switched off without reason", { rules: { "kms/rotation": { level: "disabled" } } }],
    ["a rule lowered without reason", { rules: { "kms/rotation": { level: "advisory" } } }],
    ["undecided silenced without reason", { rules: { "kms/rotation": { onUndecided: "warn" } } }],
    [
      "an advisory rule off without reason",
      { rules: { "audit/account-baseline": { level: "disabled" } } },
    ],
    [
      "a waiver without expiry",
      { approvers: ["ana"], waivers: [{ rule: "kms/rotation", urn: "u" }] },
    ],
  ];
  for (const [title, settings] of bad) {
    it(`POL-480 refuses ${title}, as the pack does`, () => {
      assert.ok(!isValid(settings));
      assert.notDeepEqual(problems(settings), []);
    });
  }
});

interface Described {
  readonly properties: {
    readonly level: { readonly default: string };
    readonly params: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
}
