import assert from "node:assert/strict";
import { planLattice } from "../../../plan/mesh/lattice";
import { planContext } from "../../support/context";
import { longestNames, type Overrides } from "../examples";

const plan = (overrides: Overrides = {}) => planLattice(planContext(overrides));

const accessRole = (edge: string) =>
  `arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-${edge}`;

const operation = (method: string, path: string) => ({ method, path, intent: "call" });

const threeServices = {
  services: {
    orbit: { tier: "private" },
    relay: { tier: "private" },
    axon: { tier: "axon-runtime", port: 9443 },
  },
  edges: [
    {
      from: "orbit",
      to: "axon",
      operations: [operation("POST", "/reason"), operation("GET", "/reason")],
    },
    {
      from: "relay",
      to: "axon",
      operations: [operation("POST", "/reason"), operation("POST", "/forget")],
    },
  ],
};

describe("planLattice", () => {
  it("puts each callee behind the mesh once, and no service that nobody calls", () => {
    assert.deepEqual(
      plan(threeServices).services.map(({ service, logicalName, name, port }) => [
        service,
        logicalName,
        name,
        port,
      ]),
      [["axon", "mesh-axon", "agent-runtime-dev-axon", 9443]],
    );
  });

  it("routes every declared operation once, by exact method and path", () => {
    assert.deepEqual(plan(threeServices).services[0]?.rules, [
      { name: "operation-1", priority: 10, method: "POST", path: "/reason" },
      { name: "operation-2", priority: 20, method: "GET", path: "/reason" },
      { name: "operation-3", priority: 30, method: "POST", path: "/forget" },
    ]);
  });

  it("allows each caller's access role its own operations, and denies the anonymous", () => {
    const statements = plan(threeServices).services[0]?.authPolicy.Statement ?? [];
    const allowed = statements
      .filter(({ Effect }) => Effect === "Allow")
      .map(({ Principal, Action, Condition }) => {
        assert.deepEqual(Action, ["vpc-lattice-svcs:Invoke"]);
        return [Principal, Condition];
      });
    const call = (edge: string, method: string, path: string) => [
      { AWS: [accessRole(edge)] },
      {
        StringEquals: {
          "vpc-lattice-svcs:RequestMethod": method,
          "vpc-lattice-svcs:RequestPath": path,
        },
      },
    ];
    assert.deepEqual(allowed, [
      call("orbit-to-axon", "POST", "/reason"),
      call("orbit-to-axon", "GET", "/reason"),
      call("relay-to-axon", "POST", "/reason"),
      call("relay-to-axon", "POST", "/forget"),
    ]);
    assert.deepEqual(statements.at(-1), {
      Sid: "DenyAnonymous",
      Effect: "Deny",
      Principal: "*",
      Action: ["vpc-lattice-svcs:Invoke"],
      Resource: ["*"],
      Condition: { StringEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } },
    });
  });

  it("admits to the service network the access roles of edges, and nobody else", () => {
    const [allow, deny] = plan(threeServices).authPolicy.Statement;
    assert.deepEqual(allow?.Principal, {
      AWS: [accessRole("orbit-to-axon"), accessRole("relay-to-axon")],
    });
    assert.equal(deny?.Effect, "Deny");
    assert.deepEqual(
      plan({ edges: [] }).authPolicy.Statement.map(({ Effect }) => Effect),
      ["Deny"],
    );
  });

  it("names statements once per document, whatever services are called", () => {
    const names = ["a1", "a-1", "a", "ab", "a-b"];
    const many = Array.from({ length: 12 }, (_, index) => operation("GET", `/${String(index)}`));
    const { services } = plan({
      services: Object.fromEntries([...names, "axon"].map((name) => [name, { tier: "private" }])),
      edges: names.map((from) => ({ from, to: "axon", operations: many })),
    });
    const sids = services[0]?.authPolicy.Statement.map(({ Sid }) => Sid) ?? [];
    assert.equal(sids.length, 61);
    assert.equal(new Set(sids).size, 61);
    assert.ok(sids.every((sid) => /^[A-Za-z0-9]+$/.test(sid)));
  });

  it("stays within the names and the 10 KB of a policy that VPC Lattice accepts", () => {
    const { name, authPolicy, services } = plan(longestNames);
    assert.match(name, /^[a-z0-9-]{3,63}$/);
    for (const service of services) assert.match(service.name, /^[a-z0-9-]{3,40}$/);
    for (const policy of [authPolicy, ...services.map((service) => service.authPolicy)]) {
      assert.ok(JSON.stringify(policy).length <= 10_240);
    }
  });
});
