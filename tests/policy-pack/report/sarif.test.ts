import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import Ajv from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { PolicyReport } from "../../../policy-pack/report/report";
import { makeReport } from "../../../policy-pack/report/report";
import { sarifReport } from "../../../policy-pack/report/sarif";
import {
  fullInput,
  hostileInput,
  report,
  reportedFinding,
  reportedRule,
  waiver,
} from "../../support/policy-pack/reports";

// The standard's own schema, as a package of its publisher carries it.
const schemaFile = path.join(
  path.dirname(require.resolve("@microsoft/jest-sarif")),
  "schemas/sarif-2.1.0-rtm.5.json",
);
// The schema was written for regular expressions without the u flag.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);

interface Descriptor {
  readonly id: string;
  readonly help: { readonly text: string };
  readonly defaultConfiguration: { readonly level: string };
  readonly properties: { readonly tags: readonly string[]; readonly "security-severity": string };
}

interface Location {
  readonly logicalLocations: readonly Readonly<Record<string, string>>[];
  readonly physicalLocation?: {
    readonly artifactLocation: { readonly uri: string };
    readonly region?: { readonly startLine: number };
  };
}

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly kind: string;
  readonly level: string;
  readonly locations: readonly Location[];
  readonly relatedLocations?: readonly Location[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly Readonly<Record<string, unknown>>[];
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly Descriptor[] } };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolConfigurationNotifications: readonly object[];
    readonly toolExecutionNotifications: readonly object[];
  }[];
  readonly results: readonly Result[];
}

function run(of: PolicyReport): Run {
  const log = JSON.parse(sarifReport(of)) as { readonly runs: readonly [Run] };
  return log.runs[0];
}

function result(changes: Parameters<typeof reportedFinding>[0]): Result {
  const [first] = run(report({ findings: [reportedFinding(changes)] })).results;
  assert.ok(first);
  return first;
}

describe("sarifReport", () => {
  it("POL-421 is SARIF 2.1.0 by the standard's schema, also for hostile text and an empty stack", () => {
    for (const each of [makeReport(fullInput()), report(), makeReport(hostileInput())]) {
      const log: unknown = JSON.parse(sarifReport(each));
      assert.ok(validate(log), JSON.stringify(validate.errors, null, 2));
    }
  });

  it("is refused by that schema when a result has no message", () => {
    const log = JSON.parse(sarifReport(makeReport(fullInput()))) as {
      runs: { results: { message?: object }[] }[];
    };
    delete log.runs[0]?.results[0]?.message;
    assert.ok(!validate(log));
  });

  it("POL-421 names the resource by its URN, and file and line where the component gave them", () => {
    const { locations } = result({ source: { file: "components/my queue.ts", line: 12 } });
    const urn = reportedFinding().urn ?? "";
    assert.deepEqual(locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "components/my%20queue.ts" },
          region: { startLine: 12 },
        },
        logicalLocations: [{ name: "orbit-send", fullyQualifiedName: urn, kind: "resource" }],
      },
    ]);
    assert.equal(result({}).locations[0]?.physicalLocation, undefined);
    assert.deepEqual(result({ urn: undefined }).locations, []);
  });

  it("leaves out a line that is none, and makes absolute paths URIs", () => {
    const at = (file: string, line: number) =>
      result({ source: { file, line } }).locations[0]?.physicalLocation;
    for (const line of [0, -1, 1.5]) assert.equal(at("a.ts", line)?.region, undefined);
    assert.equal(at("/src/a.ts", 1)?.artifactLocation.uri, "file:///src/a.ts");
    assert.equal(at("C:\\src\\a.ts", 1)?.artifactLocation.uri, "file:///C%3A/src/a.ts");
    assert.equal(at("node_modules/@x/a.ts", 1)?.artifactLocation.uri, "node_modules/@x/a.ts");
  });

  it("POL-421 carries the fingerprint, so that a finding stays the same one from run to run", () => {
    const { partialFingerprints } = result({ fingerprint: "feedfacefeedface" });
    assert.deepEqual(partialFingerprints, { "policyFinding/v1": "feedfacefeedface" });
  });

  it("POL-421 shows a waiver as suppression, at the level the finding would have", () => {
    const { kind, level, suppressions } = result({ waiver });
    assert.deepEqual([kind, level], ["fail", "error"]);
    assert.deepEqual(suppressions, [
      {
        kind: "external",
        status: "accepted",
        justification: waiver.reason,
        properties: { owner: "data", ticket: "SEC-41", approver: "ana", expires: "2027-01-31" },
      },
    ]);
    assert.equal(result({}).suppressions, undefined);
    assert.equal(result({ waiver, level: "advisory" }).level, "warning");
  });

  const verdicts = [
    ["a violation that blocks", { verdict: "fail", level: "mandatory" }, ["fail", "error"]],
    [
      "a violation that does not block",
      { verdict: "fail", level: "advisory" },
      ["fail", "warning"],
    ],
    ["undecided that blocks", { verdict: "undecided", level: "mandatory" }, ["fail", "error"]],
    [
      "undecided that does not block",
      { verdict: "undecided", level: "advisory" },
      ["open", "none"],
    ],
  ] as const;
  for (const [title, changes, expected] of verdicts) {
    it(`POL-421 shows ${title} as kind ${expected[0]} and level ${expected[1]}`, () => {
      const { kind, level, properties } = result(changes);
      assert.deepEqual([kind, level], expected);
      assert.equal(properties["verdict"], changes.verdict);
    });
  }

  it("shows as error what blocks because advisory findings are to fail", () => {
    const findings = [reportedFinding({ level: "advisory", verdict: "undecided" })];
    const [first] = run(report({ findings, failOnAdvisory: true })).results;
    assert.deepEqual([first?.kind, first?.level], ["fail", "error"]);
  });

  it("POL-421 describes every rule with help and tags, and every result has its rule", () => {
    const { tool, results } = run(makeReport(fullInput()));
    const { rules } = tool.driver;
    const ids = rules.map(({ id }) => id);
    assert.deepEqual(ids, [
      "iam/wildcard-action",
      "kms/rotation",
      "net/open-rule",
      "pack/configuration",
    ]);
    for (const each of results) assert.equal(ids[each.ruleIndex], each.ruleId);
    const [wildcard] = rules;
    assert.match(
      wildcard?.help.text ?? "",
      /^A wildcard[^]*Fix: List[^]*Decides: [^]*Cannot decide: /,
    );
    const expected = ["iam", "NIST-800-53:AC-6(1)", "NIST-800-207:3", "PCI-DSS-4.0:7.2.1"];
    for (const tag of [...expected, "CIS-AWS-7.0:no full administrative policies", "security"]) {
      assert.ok(wildcard?.properties.tags.includes(tag), tag);
    }
  });

  it("POL-33 takes title, level and severity of the rule list from the metadata", () => {
    const severities = ["critical", "high", "medium", "low"] as const;
    const rules = severities.map((severity, at) =>
      reportedRule({
        id: `iam/${String(at)}`,
        severity,
        level: at === 0 ? "mandatory" : "advisory",
      }),
    );
    const described = run(report({ rules })).tool.driver.rules;
    assert.deepEqual(
      described.map(({ properties }) => properties["security-severity"]),
      ["9.5", "8.0", "5.5", "2.0"],
    );
    assert.deepEqual(
      described.map(({ defaultConfiguration }) => defaultConfiguration.level),
      ["error", "warning", "warning", "warning"],
    );
  });

  it("lists evidence as related locations", () => {
    const evidence = [
      { urn: "urn:pulumi:dev::shop::t::a", path: "/x" },
      { urn: "urn:pulumi:dev::shop::t::b", path: "" },
    ];
    const { relatedLocations } = result({ evidence });
    const names = relatedLocations?.map(({ logicalLocations }) => logicalLocations[0]?.["name"]);
    assert.deepEqual(names, ["a", "b"]);
    assert.equal(result({}).relatedLocations, undefined);
  });

  it("says which stack it is about, what deviates and what falls back", () => {
    const { automationDetails, invocations } = run(makeReport(fullInput()));
    assert.equal(automationDetails.id, "zero-trust-agent-runtime/shop/dev/");
    const [invocation] = invocations;
    assert.equal(invocation?.executionSuccessful, true);
    assert.deepEqual(invocation.toolConfigurationNotifications, [
      {
        level: "note",
        message: { text: '/rules/kms~1rotation/level is "advisory": HSM rotates.' },
      },
    ]);
    assert.deepEqual(invocation.toolExecutionNotifications, [
      { level: "warning", message: { text: "properties are read by plain access" } },
    ]);
  });

  it("says that a pack whose self-test failed did not succeed", () => {
    const finding = reportedFinding({ rule: "pack/self-test", urn: undefined });
    assert.equal(run(report({ findings: [finding] })).invocations[0]?.executionSuccessful, false);
  });
});
