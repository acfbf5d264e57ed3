import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { toStruct } from "../../preview/engine/values";
import { Children } from "../../preview/process/children";
import { call, type PolicyPack, startPolicyPack } from "../../preview/process/policy-pack";
import { buildPolicyPack } from "../../tools/build";
import { unknown } from "../support/policy-pack/resources";

const root = path.resolve(__dirname, "../..");

const definition = {
  directory: root,
  project: "project",
  stack: "dev",
  main: ".",
  tsconfig: undefined,
  typescript: true,
  config: {},
  secretKeys: [],
};

/** The published pack alone in a folder, with nothing of the repository but its dependency. */
function publishedPack(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "policy-pack-"));
  for (const file of ["bin", "PulumiPolicy.yaml", "package.json", "README.md"]) {
    cpSync(path.join(root, "policy-pack", file), path.join(folder, file), { recursive: true });
  }
  mkdirSync(path.join(folder, "node_modules"));
  symlinkSync(path.join(root, "node_modules/@pulumi"), path.join(folder, "node_modules/@pulumi"));
  return folder;
}

describe("the compiled pack in the stock policy runtime", () => {
  const children = new Children();
  let folder: string;
  let pack: PolicyPack;

  before(async () => {
    buildPolicyPack();
    folder = publishedPack();
    pack = await startPolicyPack(children, {
      directory: folder,
      engineAddress: "127.0.0.1:1",
      definition,
      config: {},
    });
  });

  after(() => {
    pack.client.close();
    children.killAll();
    rmSync(folder, { recursive: true });
  });

  const analyze = async (type: string, properties: Parameters<typeof toStruct>[0]) => {
    const request = new analyzer.AnalyzeRequest();
    request.setType(type);
    request.setName("it");
    request.setUrn(`urn:pulumi:dev::project::${type}::it`);
    request.setProperties(toStruct(properties));
    request.setOptions(new analyzer.AnalyzerResourceOptions());
    const response = await call<analyzer.AnalyzeResponse>((done) =>
      pack.client.analyze(request, done),
    );
    return response.getDiagnosticsList();
  };

  it("loads by itself under its published name", () => {
    assert.equal(pack.name, "zero-trust-agent-runtime");
    assert.equal(pack.remediates, false);
  });

  it("reports a violation under its rule, as mandatory, with severity and resource", async () => {
    const [diagnostic] = await analyze("aws:cloudwatch/logGroup:LogGroup", { retentionInDays: 1 });
    assert.equal(diagnostic?.getPolicyname(), "retain/log-group-days");
    assert.equal(diagnostic.getEnforcementlevel(), analyzer.EnforcementLevel.MANDATORY);
    assert.equal(diagnostic.getSeverity(), analyzer.PolicySeverity.POLICY_SEVERITY_HIGH);
    assert.match(diagnostic.getMessage(), /^path: \/retentionInDays$/m);
  });

  it("judges what is known beside an unknown value, and keeps unknown mandatory", async () => {
    const diagnostics = await analyze("aws:cloudtrail/trail:Trail", {
      isMultiRegionTrail: unknown,
      enableLogFileValidation: false,
      cloudWatchLogsGroupArn: unknown,
    });
    const verdicts = diagnostics.map((diagnostic) => [
      /^path: (.*)$/m.exec(diagnostic.getMessage())?.[1],
      /^verdict: (.*)$/m.exec(diagnostic.getMessage())?.[1],
      diagnostic.getEnforcementlevel(),
    ]);
    assert.deepEqual(verdicts, [
      ["/isMultiRegionTrail", "undecided", analyzer.EnforcementLevel.MANDATORY],
      ["/enableLogFileValidation", "fail", analyzer.EnforcementLevel.MANDATORY],
    ]);
  });
});
