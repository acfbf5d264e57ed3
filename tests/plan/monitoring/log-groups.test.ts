import assert from "node:assert/strict";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { covers } from "../../../policy-pack/iam/pattern";
import { exampleConfig, planContext } from "../../support/context";
import { forEachExample } from "../examples";

describe("planLogGroups", () => {
  it("LOG-91 declares a group for every writer, so that none creates its own without a key", () => {
    assert.deepEqual(
      planLogGroups(planContext())
        .groups.map(({ name }) => name)
        .sort(),
      [
        "/agent-runtime/dev/access-review",
        "/agent-runtime/dev/axon",
        "/agent-runtime/dev/axon-rotation",
        "/agent-runtime/dev/containment",
        "/agent-runtime/dev/governance",
        "/agent-runtime/dev/incident",
        "/agent-runtime/dev/mesh-access",
        "/agent-runtime/dev/orbit",
        "/agent-runtime/dev/orbit-rotation",
        "/agent-runtime/dev/trail",
        "/agent-runtime/dev/vpc-flow",
      ],
    );
  });

  it("LOG-91 leaves no role of any graph the right to create a group, not even in its boundary", () => {
    forEachExample((title, _, { identity }) => {
      assert.ok(identity.roles.length > 0);
      for (const { key, policy, boundary } of identity.roles) {
        const allowed = [...(policy?.Statement ?? []), ...boundary.Statement]
          .filter(({ Effect }) => Effect === "Allow")
          .flatMap(({ Action }) => Action)
          .filter((pattern) => covers(pattern, "logs:CreateLogGroup"));
        assert.deepEqual(allowed, [], `${title}: ${key}`);
      }
    });
  });

  it("declares no rotation group for a service without secrets", () => {
    const { orbit, axon } = exampleConfig.services;
    const context = planContext({ services: { orbit, axon: { ...axon, secrets: [] } } });
    const names = planLogGroups(context).groups.map(({ name }) => name);
    assert.ok(!names.includes("/agent-runtime/dev/axon-rotation"));
    assert.ok(names.includes("/agent-runtime/dev/orbit-rotation"));
  });

  it("BEST-32 keeps events at least 365 days and protects them where data is protected", () => {
    const dev = planLogGroups(planContext());
    const prod = planLogGroups(planContext({ environment: "prod" }));
    assert.ok(dev.retentionDays >= 365);
    assert.equal(dev.protect, false);
    assert.ok(prod.retentionDays >= 365);
    assert.equal(prod.protect, true);
  });

  it("tags the groups of a service with the service", () => {
    const { groups } = planLogGroups(planContext());
    assert.equal(groups.find(({ key }) => key === "orbit")?.tags["Service"], "orbit");
    assert.equal(groups.find(({ key }) => key === "governance")?.tags["Service"], undefined);
  });

  it("NET-33 lets log delivery write mesh access logs of this account, and nothing else", () => {
    const statements = planLogGroups(planContext()).delivery?.document.Statement ?? [];
    assert.equal(statements.length, 1);
    const [statement] = statements;
    assert.deepEqual(statement?.Principal, { Service: ["delivery.logs.amazonaws.com"] });
    assert.deepEqual(statement.Action, ["logs:CreateLogStream", "logs:PutLogEvents"]);
    assert.deepEqual(statement.Resource, [
      "arn:aws:logs:us-east-1:111122223333:log-group:/agent-runtime/dev/mesh-access:*",
    ]);
    assert.equal(statement.Condition?.["StringEquals"]?.["aws:SourceAccount"], "111122223333");
  });

  it("admits no log delivery where no Lattice mesh delivers", () => {
    const context = planContext({
      mesh: { backend: "app-mesh", namespace: "mesh.internal", acknowledgeAppMeshEnded: true },
    });
    assert.equal(planLogGroups(context).delivery, undefined);
  });
});
