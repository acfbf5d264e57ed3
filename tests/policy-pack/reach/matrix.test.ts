import assert from "node:assert/strict";
import { contractIn } from "../../../policy-pack/contract/read";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { stackOf } from "../../../policy-pack/engine/stack";
import { reachability } from "../../../policy-pack/reach/matrix";
import { reachModel } from "../../../policy-pack/reach/model";
import { servicePaths } from "../../../policy-pack/reach/service-paths";
import {
  component,
  group,
  instance,
  subnet,
  tcp,
  twoTiers,
  vpc,
} from "../../support/policy-pack/reach-network";
import { unknown } from "../../support/policy-pack/resources";

const edge = (from: string, to: string, more: Record<string, string | number | boolean> = {}) => ({
  id: `${from}-${to}`,
  from,
  to,
  protocol: "tcp",
  port: 443,
  via: "network",
  ...more,
});

function judged(graph: StackResource, resources: readonly StackResource[]) {
  const contract = contractIn(graph.urn, graph.properties);
  const declared = declaredDocuments(contract === undefined ? [] : [contract]);
  return { stack: stackOf([graph, ...resources]), context: { declared } };
}

describe("reach/matrix", () => {
  const { open, base, routes } = twoTiers();
  const rules = { ingress: tcp(443, "0.0.0.0/0"), egress: tcp(443, "10.0.0.0/16") };
  const shop = group("shop", rules);
  const ledger = group("ledger", { ingress: tcp(443, "10.0.0.0/16") });
  const lost = group("lost", { ingress: tcp(443, unknown) });
  const server = instance("server", {
    subnetId: open,
    groups: [shop],
    associatePublicIpAddress: true,
  });
  const resources = [...base, ...routes, shop, ledger, lost, server];
  const members = {
    shop: { securityGroups: ["shop"] },
    ledger: { securityGroups: ["ledger"] },
    lost: { securityGroups: ["lost"] },
  };

  it("POL-67 lists public edges with what is open by them", () => {
    const world = { ...edge("0.0.0.0/0", "shop", { public: true }), id: "world" };
    const graph = component({ members, edges: [world] });
    const { stack, context } = judged(graph, resources);
    assert.deepEqual(reachability(stack, context).rows[0], {
      from: "Internet IPv4",
      to: "server",
      traffic: "tcp 443",
      verdict: "declared",
      edges: ["world"],
    });
  });

  it("POL-241 lists what is open without an edge, by an edge, and perhaps", () => {
    const graph = component({
      members,
      edges: [
        edge("shop", "ledger"),
        { ...edge("ledger", "shop", { via: "lattice" }), id: "mesh" },
      ],
    });
    const { stack, context } = judged(graph, resources);
    const rows = reachability(stack, context).rows.map(
      ({ from, to, verdict, edges }) => `${from} → ${to}: ${verdict} ${edges.join()}`,
    );
    assert.deepEqual(rows, [
      "Internet IPv4 → server: undeclared ",
      "shop → ledger: declared shop-ledger",
      "shop → lost: undecided ",
      "ledger → shop: declared mesh",
    ]);
  });

  it("POL-473 computes paths on classes of equal members, not on pairs of resources", () => {
    const one = subnet("one", "10.0.0.0/24");
    const groups = ["a", "b"].map((name) =>
      group(name, { egress: rules.egress, ingress: tcp(443, "10.0.0.0/16") }),
    );
    const machines = (count: number) =>
      groups.flatMap((each) =>
        Array.from({ length: count }, (_, index) =>
          instance(`${each.name}-${String(index)}`, { subnetId: one, groups: [each] }),
        ),
      );
    const graph = component({
      members: { a: { securityGroups: ["a"] }, b: { securityGroups: ["b"] } },
      edges: [],
    });
    const hops = (count: number) => {
      const { stack, context } = judged(graph, [vpc, one, ...groups, ...machines(count)]);
      return servicePaths(reachModel(stack, context)).map((path) => path.hops.length);
    };
    assert.deepEqual(hops(40), hops(1));
    assert.equal(hops(40).length, 2);
  });

  it("reads the network of a stack once", () => {
    const { stack, context } = judged(component({ members, edges: [] }), resources);
    assert.equal(reachModel(stack, context), reachModel(stack, context));
  });
});
