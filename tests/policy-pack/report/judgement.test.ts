import assert from "node:assert/strict";
import { defaultConfiguration } from "../../../policy-pack/engine/configuration";
import type { DeclaredEdge } from "../../../policy-pack/engine/contract";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import type { SharedContext } from "../../../policy-pack/engine/judge";
import type { Rule, StackResource } from "../../../policy-pack/engine/rule";
import { stackOf } from "../../../policy-pack/engine/stack";
import { catalogueDate } from "../../../policy-pack/iam/catalogue";
import { type Judged, publicEdgesOf, reportOf } from "../../../policy-pack/report/judgement";
import { reportedFinding, reportedRule } from "../../support/policy-pack/reports";
import { resource } from "../../support/policy-pack/resources";

const rule = (changes: Parameters<typeof reportedRule>[0] = {}): Rule => ({
  ...reportedRule(changes),
  needs: "resource",
  check: () => [],
});

const contextOf = (edges: readonly DeclaredEdge[]): SharedContext => ({
  declared: { ...declaredDocuments([]), edges },
  accounts: new Set(),
  organizations: new Set(),
  coveredTypes: new Set(),
  today: "2026-11-24",
  profile: "baseline",
  isUpdate: false,
});

const judged = (changes: Partial<Judged> = {}): Judged => ({
  pack: { name: "pack", version: "1.0.0" },
  rules: [rule()],
  configuration: defaultConfiguration,
  test: { fallbacks: ["plain access"] },
  today: "2026-11-24",
  findings: [],
  judged: judgedStack(resource("aws:iam/rolePolicy:RolePolicy", {})),
  ...changes,
});

const judgedStack = (...resources: readonly StackResource[]) => ({
  stack: stackOf(resources),
  context: contextOf([]),
});

describe("reportOf", () => {
  it("POL-53 states resources seen, judged, not covered, not applicable, and rules run", () => {
    const resources = [
      resource("aws:iam/rolePolicy:RolePolicy", {}),
      resource("aws:sqs/queue:Queue", {}),
      resource("pulumi:pulumi:Stack", {}),
    ];
    assert.deepEqual(reportOf(judged({ judged: judgedStack(...resources) })).coverage, {
      seen: 3,
      judged: 1,
      notCovered: 1,
      notApplicable: 1,
      rulesRun: 1,
    });
  });

  it("takes project and stack from URNs, and leaves them empty where there is no resource", () => {
    assert.deepEqual(reportOf(judged()).stack, { project: "project", name: "dev" });
    assert.deepEqual(reportOf(judged({ judged: undefined })).stack, { project: "", name: "" });
    assert.equal(reportOf(judged({ judged: undefined })).coverage.seen, 0);
  });

  it("POL-422 holds pack, day, catalogue and fall-backs", () => {
    const { pack, date, catalogueDate: day, fallbacks, profile } = reportOf(judged());
    assert.deepEqual(pack, { name: "pack", version: "1.0.0" });
    assert.deepEqual([date, day, profile], ["2026-11-24", catalogueDate, "baseline"]);
    assert.deepEqual(fallbacks, ["plain access"]);
  });

  it("POL-481 lists every deviation from the profile, and only rules in force", () => {
    const configuration = {
      ...defaultConfiguration,
      rules: {
        "kms/rotation": { level: "disabled", reason: "HSM rotates." },
        "iam/wildcard-action": { level: "advisory", reason: "Migration." },
      } as const,
    };
    const rules = [rule(), rule({ id: "kms/rotation" })];
    const report = reportOf(judged({ configuration, rules }));
    assert.deepEqual(report.deviations, [
      { path: "/rules/iam~1wildcard-action/level", value: "advisory", reason: "Migration." },
      { path: "/rules/kms~1rotation/level", value: "disabled", reason: "HSM rotates." },
    ]);
    assert.deepEqual(
      report.rules.map(({ id, level }) => [id, level]),
      [["iam/wildcard-action", "advisory"]],
    );
  });

  it("POL-190 lists every wildcard that is accepted, with the reason", () => {
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    });
    const role = resource("aws:iam/rolePolicy:RolePolicy", { policy });
    const base = judged();
    assert.ok(base.judged !== undefined);
    const report = reportOf({ ...base, judged: { ...base.judged, stack: stackOf([role]) } });
    assert.deepEqual(
      report.acceptances.map(({ urn, path, value }) => [urn, path, value]),
      [[role.urn, "/policy/Statement/0/Resource", "*"]],
    );
    assert.match(report.acceptances[0]?.reason ?? "", /\S{3}/);
  });

  it("POL-425 lets configuration decide whether advisory findings fail", () => {
    const findings = [reportedFinding({ level: "advisory" })];
    assert.equal(reportOf(judged({ findings })).outcome, "passed");
    const configuration = { ...defaultConfiguration, failOnAdvisory: true };
    assert.equal(reportOf(judged({ findings, configuration })).outcome, "failed");
  });
});

describe("publicEdgesOf", () => {
  const edge = (changes: Partial<DeclaredEdge>): DeclaredEdge => ({
    component: "urn",
    path: "",
    id: "web",
    from: { kind: "cidr", block: "0.0.0.0/0" },
    to: { kind: "service", name: "orbit" },
    protocol: "tcp",
    port: 443,
    via: "network",
    public: true,
    actions: [],
    ...changes,
  });

  it("POL-67 lists edges that everybody may be at one end of, and no others", () => {
    const edges = [
      edge({}),
      edge({ id: "ping", protocol: "icmp", port: undefined }),
      edge({ id: "inner", public: false }),
    ];
    assert.deepEqual(publicEdgesOf(edges), [
      { id: "web", from: "0.0.0.0/0", to: "orbit", traffic: "tcp 443" },
      { id: "ping", from: "0.0.0.0/0", to: "orbit", traffic: "icmp" },
    ]);
    const { stack } = judgedStack();
    const report = reportOf(judged({ judged: { stack, context: contextOf(edges) } }));
    assert.equal(report.publicEdges.length, 2);
  });
});
