import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { junitReport } from "../../../policy-pack/report/junit";
import type { PolicyReport } from "../../../policy-pack/report/report";
import { makeReport } from "../../../policy-pack/report/report";
import {
  fullInput,
  hostileInput,
  report,
  reportedFinding,
  reportedRule,
  waiver,
} from "../../support/policy-pack/reports";

const schema = readFileSync(path.join(__dirname, "../../support/policy-pack/junit.xsd"), "utf8");

describe("junitReport", () => {
  let read: (of: PolicyReport) => { readonly values: (xpath: string) => readonly string[] };

  before(async () => {
    const { XmlDocument, XsdValidator } = await import("libxml2-wasm");
    const validator = XsdValidator.fromDoc(XmlDocument.fromString(schema));
    read = (of) => {
      const parsed = XmlDocument.fromString(junitReport(of));
      validator.validate(parsed);
      return { values: (xpath) => parsed.find(xpath).map(({ content }) => content) };
    };
  });

  it("POL-422 is well-formed and valid, also for hostile text and an empty stack", () => {
    for (const each of [makeReport(fullInput()), report(), report({ rules: [] })]) read(each);
    const values = read(makeReport(hostileInput())).values("//failure/@message");
    assert.ok(values.some((text) => text.includes("<script>alert(1)</script>")));
  });

  it("POL-422 makes one suite for each family, with counts", () => {
    const { values } = read(makeReport(fullInput()));
    assert.deepEqual(values("//testsuite/@name"), ["iam", "kms", "net", "pack"]);
    assert.deepEqual(values("//testsuite/@tests"), ["4", "1", "1", "1"]);
    assert.deepEqual(values("//testsuite/@failures"), ["1", "1", "0", "1"]);
    assert.deepEqual(values("//testsuite/@errors"), ["2", "0", "0", "0"]);
    assert.deepEqual(values("//testsuite/@skipped"), ["1", "0", "0", "0"]);
    assert.deepEqual(values("/testsuites/@tests"), ["7"]);
  });

  it("POL-422 makes fail a failure, undecided an error, waived skipped, and a clean rule a pass", () => {
    const findings = [
      reportedFinding({ rule: "a/fail" }),
      reportedFinding({ rule: "a/undecided", verdict: "undecided", level: "advisory" }),
      reportedFinding({ rule: "a/waived", waiver, verdict: "undecided" }),
    ];
    const rules = [reportedRule({ id: "a/clean" })];
    const { values } = read(report({ findings, rules }));
    assert.deepEqual(values("//testcase[failure]/@classname"), ["a.fail"]);
    assert.deepEqual(values("//testcase[error]/@classname"), ["a.undecided"]);
    assert.deepEqual(values("//testcase[skipped]/@classname"), ["a.waived"]);
    assert.deepEqual(values("//testcase[not(*)]/@classname"), ["a.clean"]);
    assert.deepEqual(values("//failure/@type"), ["mandatory"]);
    assert.deepEqual(values("//error/@type"), ["advisory"]);
    assert.deepEqual(values("//skipped/@message"), [
      `Waived until 2027-01-31 by ana, SEC-41: ${waiver.reason}`,
    ]);
  });

  it("names a case by resource, path and fingerprint, and gives the line of the program", () => {
    const findings = [reportedFinding({ source: { file: "components/queue.ts", line: 12 } })];
    const { values } = read(report({ findings }));
    assert.deepEqual(values("//testcase/@name"), [
      "orbit-send /policy/Statement#Send/Action [0123456789abcdef]",
    ]);
    assert.deepEqual(values("//testcase/@file"), ["components/queue.ts"]);
    assert.deepEqual(values("//testcase/@line"), ["12"]);
  });

  it("says what was found, why it matters, what to do, and where", () => {
    const evidence = [{ urn: "urn:pulumi:dev::shop::t::a", path: "/x" }];
    const [text = ""] = read(report({ findings: [reportedFinding({ evidence })] })).values(
      "//failure",
    );
    assert.deepEqual(text.split("\n").slice(0, 3), [
      "sqs:* allows every action of sqs.",
      "why: A wildcard also allows what nobody asked for.",
      "fix: Replace sqs:* by sqs:SendMessage.",
    ]);
    assert.match(text, /^resource: urn:pulumi:dev.*orbit-send$/m);
    assert.match(text, /^evidence: urn:pulumi:dev::shop::t::a \/x$/m);
  });

  it("names a finding about the pack without a resource", () => {
    const findings = [reportedFinding({ urn: undefined, semanticPath: "" })];
    const { values } = read(report({ findings }));
    assert.deepEqual(values("//testcase/@name"), ["the pack [0123456789abcdef]"]);
  });
});
