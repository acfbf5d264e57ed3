import assert from "node:assert/strict";
import { checkNameLimits, checkPlan } from "../../plan/checks";
import { planContext } from "../support/context";
import { longestNames, type Overrides } from "./examples";

function issuesOf(overrides: Overrides, environment: Readonly<Record<string, string>> = {}) {
  const context = planContext(overrides);
  return checkPlan(context.config, { ...context.environment, ...environment });
}

describe("checkPlan", () => {
  it("accepts the example, and the longest service names under the project's own name", () => {
    assert.deepEqual(issuesOf({}), []);
    assert.deepEqual(issuesOf(longestNames), []);
  });

  it("names every role and service that a longer stack name pushes over a limit of AWS", () => {
    const issues = issuesOf(longestNames, { stack: "production" });
    assert.deepEqual(
      issues.map(({ code, path }) => `${code} ${path}`),
      [
        "NAM001 services.orchestration-worker",
        "NAM001 services.reasoning-coordinate",
        "NAM001 services.retrieval-summarizer",
        "NAM001 edges.0",
        "NAM001 edges.1",
        "NAM001 edges.2",
      ],
    );
    const [service, , , edge] = issues;
    assert.equal(service?.given, "agent-runtime-production-orchestration-worker");
    assert.match(service.problem, /VPC Lattice service name .* has 45 characters/);
    assert.equal(service.allowed, "40 characters");
    assert.match(service.fix, /by 5/);
    assert.match(edge?.problem ?? "", /IAM role name .* has 69 characters/);
    assert.match(edge?.fix ?? "", /by 5/);
  });

  it("reports a bucket name over its limit under the environment", () => {
    const [issue] = issuesOf(
      { services: {}, edges: [] },
      { stack: "a-stack-with-a-very-long-name-x" },
    );
    assert.equal(issue?.path, "environment");
    assert.match(issue.problem, /S3 bucket/);
  });

  it("reports a graph whose network ACL AWS would refuse, once its addresses hold", () => {
    const services = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `s${String(index)}`,
        { tier: "private", port: 8000 + index },
      ]),
    );
    const operations = [{ method: "GET", path: "/", intent: "read" }];
    const edges = Object.keys(services)
      .slice(1)
      .map((to) => ({ from: "s0", to, operations }));
    assert.deepEqual(
      issuesOf({ services, edges }).map(({ code }) => code),
      ["NET007"],
    );
    const network = { cidr: "10.256.0.0/16", zones: ["us-east-1a", "us-east-1b"] };
    assert.deepEqual(
      issuesOf({ services, edges, network }).map(({ code }) => code),
      ["NET001"],
    );
  });

  it("IAM-54 reports a service whose policies AWS would refuse for their size", () => {
    const secrets = Array.from({ length: 40 }, (_, index) => `customer-token-${String(index)}`);
    const issues = issuesOf({ services: { orbit: { tier: "private", secrets } }, edges: [] });
    assert.ok(issues.some(({ code, path }) => `${code} ${path}` === "IAM001 services.orbit"));
  });

  it("reports addresses and names together", () => {
    const network = { cidr: "8.8.0.0/16", zones: ["us-east-1a", "us-east-1b"] };
    const codes = issuesOf({ ...longestNames, network }, { stack: "production" }).map(
      ({ code }) => code,
    );
    assert.deepEqual([...new Set(codes)], ["NET002", "NAM001"]);
  });
});

describe("checkNameLimits", () => {
  it("accepts a name of exactly the limit, and refuses one character more", () => {
    const named = (name: string) =>
      checkNameLimits([{ path: "services.a", kind: "IAM role", name, maxLength: 4 }]).length;
    assert.equal(named("four"), 0);
    assert.equal(named("fives"), 1);
  });
});
