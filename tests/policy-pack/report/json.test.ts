import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { jsonReport } from "../../../policy-pack/report/json";
import { makeReport } from "../../../policy-pack/report/report";
import { reportSchema } from "../../../policy-pack/report/schema";
import { fullInput, hostileInput, report } from "../../support/policy-pack/reports";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats(ajv);
const validate = ajv.compile(reportSchema);

const errorsOf = (value: unknown) => (validate(value) ? [] : validate.errors);

describe("jsonReport", () => {
  it("POL-420 is what the published schema says, with findings, without, and with hostile text", () => {
    for (const each of [makeReport(fullInput()), report(), makeReport(hostileInput())]) {
      assert.deepEqual(errorsOf(JSON.parse(jsonReport(each))), []);
    }
  });

  it("is refused by the schema when anything is missing, added or of another kind", () => {
    const good = makeReport(fullInput());
    const bad: readonly unknown[] = [
      { ...good, extra: 1 },
      { ...good, summary: undefined },
      { ...good, version: 2 },
      { ...good, date: "yesterday" },
      { ...good, findings: [{ ...good.findings[0], verdict: "pass" }] },
      { ...good, coverage: { ...good.coverage, seen: -1 } },
    ];
    for (const value of bad) assert.notDeepEqual(errorsOf(JSON.parse(JSON.stringify(value))), []);
  });

  it("POL-422 holds all of a finding, coverage, catalogue, pack, self-test and fall-backs", () => {
    const written = JSON.parse(jsonReport(makeReport(fullInput()))) as Record<string, unknown>;
    assert.deepEqual(written["coverage"], fullInput().coverage);
    assert.equal(written["catalogueDate"], "2026-09-26");
    assert.deepEqual(written["pack"], { name: "zero-trust-agent-runtime", version: "0.2.0" });
    assert.equal(written["selfTest"], "passed");
    assert.deepEqual(written["fallbacks"], ["properties are read by plain access"]);
    const [finding] = written["findings"] as readonly object[];
    assert.deepEqual(Object.keys(finding ?? {}).sort(), [
      "blocks",
      "evidence",
      "fingerprint",
      "fix",
      "frameworks",
      "level",
      "message",
      "path",
      "rule",
      "semanticPath",
      "severity",
      "source",
      "type",
      "urn",
      "value",
      "verdict",
      "waiver",
      "why",
    ]);
  });

  it("can be read again without loss", () => {
    const each = makeReport(fullInput());
    assert.deepEqual(JSON.parse(jsonReport(each)), each);
  });
});
