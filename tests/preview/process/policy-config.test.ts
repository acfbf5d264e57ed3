import assert from "node:assert/strict";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { toStruct } from "../../../preview/engine/values";
import type { PolicyConfig } from "../../../preview/process/policy-config";
import { configureRequest, takesReports } from "../../../preview/process/policy-config";
import type { ReportRequest } from "../../../preview/report-request";

const { ADVISORY, MANDATORY, DISABLED } = analyzer.EnforcementLevel;

/** A pack of two mandatory policies; the first has a schema with defaults. */
function packInfo(initial: Readonly<Record<string, number>> = {}): analyzer.AnalyzerInfo {
  const schema = new analyzer.PolicyConfigSchema();
  schema.setProperties(
    toStruct({ days: { type: "number", default: 365 }, name: { type: "string" } }),
  );
  const first = new analyzer.PolicyInfo();
  first.setName("first");
  first.setEnforcementlevel(MANDATORY);
  first.setConfigschema(schema);
  const second = new analyzer.PolicyInfo();
  second.setName("second");
  second.setEnforcementlevel(MANDATORY);
  const info = new analyzer.AnalyzerInfo();
  info.setPoliciesList([first, second]);
  for (const [name, days] of Object.entries(initial)) {
    const entry = new analyzer.PolicyConfig();
    entry.setEnforcementlevel(MANDATORY);
    entry.setProperties(toStruct({ days }));
    info.getInitialconfigMap().set(name, entry);
  }
  return info;
}

function configured(config: PolicyConfig, info = packInfo()) {
  const map = configureRequest(info, config).getPolicyconfigMap();
  const of = (name: string) => {
    const entry = map.get(name);
    return {
      level: entry?.getEnforcementlevel(),
      properties: entry?.getProperties()?.toJavaScript(),
    };
  };
  return { first: of("first"), second: of("second") };
}

describe("configureRequest", () => {
  it("takes levels from the policies and settings from their schemas", () => {
    assert.deepEqual(configured({}), {
      first: { level: MANDATORY, properties: { days: 365 } },
      second: { level: MANDATORY, properties: {} },
    });
  });

  it("lets the pack win over its schema, and the caller over both", () => {
    const info = packInfo({ first: 400 });
    assert.deepEqual(configured({}, info).first.properties, { days: 400 });
    assert.deepEqual(configured({ first: { days: 500 } }, info).first.properties, { days: 500 });
  });

  it("sets the level of all policies, but for those that have their own", () => {
    const { first, second } = configured({
      all: "advisory",
      first: { enforcementLevel: "disabled", name: "x" },
    });
    assert.deepEqual(first, { level: DISABLED, properties: { days: 365, name: "x" } });
    assert.equal(second.level, ADVISORY);
  });

  it("takes a level by itself or among settings", () => {
    assert.equal(configured({ second: "disabled" }).second.level, DISABLED);
    assert.equal(configured({ second: { enforcementLevel: "disabled" } }).second.level, DISABLED);
  });

  it("adds reports to those a policy already writes, and gives none to a policy that cannot", () => {
    const info = packInfo();
    const [first] = info.getPoliciesList();
    assert.ok(first);
    assert.equal(takesReports(first), false);
    const schema = new analyzer.PolicyConfigSchema();
    schema.setProperties(toStruct({ reports: { type: "array" } }));
    first.setConfigschema(schema);
    assert.equal(takesReports(first), true);
    const own = { format: "csv", file: "/own.csv" };
    const asked = { format: "sarif", file: "/asked.sarif" };
    const reportsOf = (config: PolicyConfig, ...reports: readonly ReportRequest[]) => {
      const map = configureRequest(info, config, { reports }).getPolicyconfigMap();
      return ["first", "second"].map(
        (name) => map.get(name)?.getProperties()?.toJavaScript()["reports"],
      );
    };
    assert.deepEqual(reportsOf({ first: { reports: [own] } }, asked), [[own, asked], undefined]);
    assert.deepEqual(reportsOf({}, asked), [[asked], undefined]);
    assert.deepEqual(reportsOf({}), [undefined, undefined]);
  });

  it("keeps settings under `all` from single policies", () => {
    assert.deepEqual(configured({ all: { days: 1 } }).first.properties, { days: 365 });
  });
});
