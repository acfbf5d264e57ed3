import assert from "node:assert/strict";
import fc from "fast-check";
import { familyFrameworks } from "../../../policy-pack/frameworks/frameworks";
import { makeReport, nameOf } from "../../../policy-pack/report/report";
import { reportWriters } from "../../../policy-pack/report/writers";
import {
  fullInput,
  report,
  reportedFinding,
  reportInput,
  waiver,
} from "../../support/policy-pack/reports";

describe("makeReport", () => {
  it("POL-425 fails on a mandatory violation, on undecided that counts as one, and on a bad waiver", () => {
    const failing = [
      reportedFinding(),
      reportedFinding({ verdict: "undecided" }),
      reportedFinding({ rule: "waiver/expired", urn: undefined }),
    ];
    for (const finding of failing) {
      assert.equal(report({ findings: [finding] }).outcome, "failed", finding.rule);
    }
  });

  it("POL-425 passes with advisory and waived findings, unless advisory ones are to fail", () => {
    const advisory = reportedFinding({ level: "advisory" });
    const findings = [advisory, reportedFinding({ waiver })];
    assert.equal(report({ findings }).outcome, "passed");
    assert.equal(report({ findings, failOnAdvisory: true }).outcome, "failed");
    const waived = [reportedFinding({ waiver, level: "advisory" })];
    assert.equal(report({ findings: waived, failOnAdvisory: true }).outcome, "passed");
  });

  it("counts each finding by what it does", () => {
    const { summary } = makeReport(fullInput());
    assert.deepEqual(summary, { blocking: 3, advisory: 2, undecided: 2, waived: 1 });
  });

  it("keeps a waived finding, with its waiver and its own level", () => {
    const [finding] = report({ findings: [reportedFinding({ waiver })] }).findings;
    assert.deepEqual(finding?.waiver, waiver);
    assert.equal(finding.level, "mandatory");
    assert.equal(finding.blocks, false);
  });

  it("lists waivers in force, each with the finding that it hides", () => {
    const waived = reportedFinding({ waiver });
    const { rule, urn, semanticPath: path, value, fingerprint } = waived;
    const { waivers } = report({ findings: [reportedFinding(), waived] });
    assert.deepEqual(waivers, [{ rule, urn, path, value, fingerprint, ...waiver }]);
  });

  it("gives each finding its rule's controls, and none to a finding about the pack", () => {
    const about = reportedFinding({ rule: "pack/configuration", urn: undefined });
    const { findings } = report({ findings: [about, reportedFinding()] });
    assert.deepEqual(findings[0]?.frameworks, familyFrameworks.iam);
    assert.deepEqual(findings[1]?.frameworks.nist80053, []);
    assert.equal(findings[1].urn, null);
  });

  it("says that the self-test failed", () => {
    const finding = reportedFinding({ rule: "pack/self-test", urn: undefined });
    assert.equal(report({ findings: [finding] }).selfTest, "failed");
    assert.equal(report().selfTest, "passed");
  });

  it("POL-420 gives the same bytes in every format, whatever the order of the input", () => {
    const input = fullInput();
    const { rules, findings, deviations, publicEdges = [] } = input;
    const shuffled = <Item>(items: readonly Item[]) =>
      fc.shuffledSubarray([...items], { minLength: items.length });
    const orders = fc.record({
      rules: shuffled(rules),
      findings: shuffled(findings),
      deviations: shuffled(deviations),
      publicEdges: shuffled(publicEdges),
    });
    const expected = makeReport(input);
    fc.assert(
      fc.property(orders, (order) => {
        const again = makeReport({ ...input, ...order });
        for (const [format, write] of Object.entries(reportWriters)) {
          assert.equal(write(again), write(expected), format);
        }
      }),
    );
  });

  it("orders findings by rule, resource and path, however they came", () => {
    const findings = [
      reportedFinding({ rule: "net/b" }),
      reportedFinding({ rule: "net/a", urn: "urn:pulumi:dev::shop::t::b" }),
      reportedFinding({ rule: "net/a", urn: "urn:pulumi:dev::shop::t::a", path: "/z" }),
      reportedFinding({ rule: "net/a", urn: "urn:pulumi:dev::shop::t::a", path: "/a" }),
    ];
    const order = report({ findings }).findings.map(({ rule, urn, path }) => [
      rule,
      nameOf(urn ?? ""),
      path,
    ]);
    assert.deepEqual(order, [
      ["net/a", "a", "/a"],
      ["net/a", "a", "/z"],
      ["net/a", "b", "/policy/Statement/0/Action"],
      ["net/b", "orbit-send", "/policy/Statement/0/Action"],
    ]);
  });

  it("holds no clock: the day is the one given", () => {
    assert.equal(makeReport({ ...reportInput(), date: "2030-01-01" }).date, "2030-01-01");
  });
});

describe("nameOf", () => {
  it("keeps colons of a name, and a text that is no URN", () => {
    assert.equal(nameOf("urn:pulumi:dev::shop::t::a::b"), "a::b");
    assert.equal(nameOf("orbit"), "orbit");
  });
});
