import assert from "node:assert/strict";
import { parseConfig } from "../../config/parse";
import { type ConfigCase, parse } from "../support/config-cases";
import { exampleConfig } from "../support/context";

const issuesOf = (overrides: Readonly<Record<string, unknown>>) => {
  const parsed = parse(overrides);
  assert.ok(!parsed.ok, "the configuration should have been refused");
  return parsed.issues;
};

const cases: readonly ConfigCase[] = [
  {
    title: "a misspelt section, with the nearest key",
    overrides: { montoring: {} },
    code: "CFG001",
    path: "montoring",
    fix: /monitoring/,
  },
  {
    title: "a misspelt key of a service",
    overrides: { services: { orbit: { teir: "private", tier: "private" } }, edges: [] },
    code: "CFG001",
    path: "services.orbit.teir",
    fix: /tier/,
  },
  {
    title: "a misspelt key inside a list",
    overrides: { edges: [{ ...exampleConfig.edges[0], protocl: "https" }] },
    code: "CFG001",
    path: "edges.0.protocl",
    fix: /protocol/,
  },
  {
    title: "a missing section",
    overrides: { network: undefined },
    code: "CFG003",
    path: "network",
  },
  {
    title: "text where a number belongs",
    overrides: { keys: { rotationPeriodDays: "365" } },
    code: "CFG002",
    path: "keys.rotationPeriodDays",
  },
  {
    title: "an environment that does not exist",
    overrides: { environment: "prd" },
    code: "CFG004",
    path: "environment",
    fix: /prod/,
  },
  {
    title: "retention below a year",
    overrides: { monitoring: { retentionDays: 90 } },
    code: "CFG004",
    path: "monitoring.retentionDays",
  },
  {
    title: "a deletion window AWS refuses",
    overrides: { keys: { deletionWindowDays: 3 } },
    code: "CFG005",
    path: "keys.deletionWindowDays",
  },
  {
    title: "a service name with capitals",
    overrides: { services: { ...exampleConfig.services, Orbit: { tier: "private" } } },
    code: "CFG006",
    path: "services.Orbit",
  },
  {
    title: "App Mesh without the acknowledgement",
    overrides: { mesh: { backend: "app-mesh", namespace: "agents.internal" } },
    code: "CFG003",
    path: "mesh.acknowledgeAppMeshEnded",
  },
  {
    title: "an unknown mesh",
    overrides: { mesh: { backend: "istio" } },
    code: "CFG004",
    path: "mesh.backend",
  },
  {
    title: "an edge to an unknown service",
    overrides: { edges: [{ ...exampleConfig.edges[0], to: "axom" }] },
    code: "EDG001",
    path: "edges.0.to",
  },
  {
    title: "an edge declared twice",
    overrides: { edges: [exampleConfig.edges[0], exampleConfig.edges[0]] },
    code: "EDG002",
    path: "edges.1",
  },
  {
    title: "a cycle of calls",
    overrides: {
      edges: [exampleConfig.edges[0], { ...exampleConfig.edges[0], from: "axon", to: "orbit" }],
    },
    code: "EDG003",
    path: "edges",
  },
  {
    title: "a service that calls itself",
    overrides: { edges: [{ ...exampleConfig.edges[0], to: "orbit" }] },
    code: "EDG003",
    path: "edges",
  },
  {
    title: "an operation declared twice",
    overrides: {
      edges: [
        {
          ...exampleConfig.edges[0],
          operations: [
            { method: "POST", path: "/reason", intent: "reason" },
            { method: "POST", path: "/reason", intent: "other" },
          ],
        },
      ],
    },
    code: "EDG004",
    path: "edges.0.operations.1",
  },
  {
    title: "a service named like the alias of the heartbeat",
    overrides: { services: { ...exampleConfig.services, heartbeat: { tier: "private" } } },
    code: "SVC002",
    path: "services.heartbeat",
  },
  ...["a-to-b", "to-b", "a-to", "to"].map((name) => ({
    title: `a service named ${name}, like part of an access role`,
    overrides: { services: { ...exampleConfig.services, [name]: { tier: "private" } } },
    code: "SVC002",
    path: `services.${name}`,
  })),
  {
    title: "a service named like a log group of the estate",
    overrides: { services: { ...exampleConfig.services, trail: { tier: "private" } } },
    code: "SVC002",
    path: "services.trail",
  },
  {
    title: "a service named like the rotation of another",
    overrides: { services: { ...exampleConfig.services, "orbit-rotation": { tier: "private" } } },
    code: "SVC002",
    path: "services.orbit-rotation",
  },
  {
    title: "a secret named twice",
    overrides: {
      services: {
        ...exampleConfig.services,
        orbit: { tier: "private", secrets: ["api-token", "api-token"] },
      },
    },
    code: "SVC001",
    path: "services.orbit.secrets.1",
  },
];

describe("parseConfig", () => {
  it("accepts the example and fills environment defaults", () => {
    const parsed = parse({});
    assert.ok(parsed.ok);
    assert.equal(parsed.config.network.natGateways, "single");
    assert.equal(parsed.config.monitoring.retentionDays, 365);
  });

  it("keeps what the stack sets over the environment's default", () => {
    const parsed = parse({ keys: { deletionWindowDays: 21 } });
    assert.ok(parsed.ok);
    assert.equal(parsed.config.keys.deletionWindowDays, 21);
  });

  for (const { title, overrides, code, path, fix } of cases) {
    it(`reports ${title} as ${code}`, () => {
      const issue = issuesOf(overrides).find((candidate) => candidate.code === code);
      assert.ok(issue, `expected ${code} among ${JSON.stringify(issuesOf(overrides))}`);
      assert.equal(issue.path, path);
      if (fix !== undefined) assert.match(issue.fix, fix);
    });
  }

  it("reports every problem at once, in the order of paths", () => {
    const issues = issuesOf({
      environment: "stage",
      edges: [{ ...exampleConfig.edges[0], from: "nobody" }],
      keys: { rotationPeriodDays: 1, rotatoinPeriodDays: 2 },
    });
    assert.deepEqual(
      issues.map(({ code, path }) => `${code} ${path}`),
      [
        "EDG001 edges.0.from",
        "CFG004 environment",
        "CFG005 keys.rotationPeriodDays",
        "CFG001 keys.rotatoinPeriodDays",
      ],
    );
  });

  it("runs further checks only on a configuration that holds", () => {
    let seen = 0;
    const check = () => {
      seen += 1;
      return [];
    };
    parseConfig({ ...exampleConfig, environment: "stage" }, [check]);
    assert.equal(seen, 0);
    assert.ok(parseConfig(exampleConfig, [check]).ok);
    assert.equal(seen, 1);
  });

  for (const input of [undefined, null, "text", [], 7]) {
    it(`refuses ${JSON.stringify({ input })} as a whole configuration`, () => {
      assert.equal(parseConfig(input).ok, false);
    });
  }
});
