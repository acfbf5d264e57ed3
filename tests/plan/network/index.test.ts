import assert from "node:assert/strict";
import { planFlowLog, planNetwork } from "../../../plan/network";
import { planContext } from "../../support/context";

const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];

const planWith = (natGateways: string) =>
  planNetwork(planContext({ network: { cidr: "10.20.0.0/16", zones, natGateways } }));

const tableOf = (natGateways: string) =>
  planWith(natGateways).natRoutes.map(
    ({ routeTable, natGatewayZone }) => `${routeTable} > ${natGatewayZone}`,
  );

describe("planNetwork", () => {
  for (const natGateways of ["none", "single", "per-zone"]) {
    it(`gives axon-runtime no default route with NAT gateways ${natGateways}`, () => {
      const { internetRoutes, natRoutes, subnets, routeTables } = planWith(natGateways);
      const isolated = subnets.filter(({ tier }) => tier === "axon-runtime").map(({ key }) => key);
      const routed = [...internetRoutes, ...natRoutes.map(({ routeTable }) => routeTable)];
      const reached = routeTables
        .filter(({ key }) => routed.includes(key))
        .flatMap(({ subnets: members }) => members);
      assert.equal(isolated.length, 3);
      assert.deepEqual(
        isolated.filter((key) => reached.includes(key)),
        [],
      );
    });

    it(`puts every subnet in exactly one route table with NAT gateways ${natGateways}`, () => {
      const { subnets, routeTables } = planWith(natGateways);
      const members = routeTables.flatMap((table) => table.subnets);
      assert.deepEqual([...members].sort(), subnets.map(({ key }) => key).sort());
    });
  }

  it("plans no gateway and no NAT route without NAT", () => {
    assert.deepEqual(planWith("none").natGateways, []);
    assert.deepEqual(tableOf("none"), []);
  });

  it("sends every zone through the first zone's gateway when there is one", () => {
    assert.deepEqual(planWith("single").natGateways, [
      { zone: "us-east-1a", subnet: "public-us-east-1a" },
    ]);
    assert.deepEqual(tableOf("single"), [
      "private-us-east-1a > us-east-1a",
      "private-us-east-1b > us-east-1a",
      "private-us-east-1c > us-east-1a",
    ]);
  });

  it("keeps each zone's traffic in its zone with a gateway per zone", () => {
    assert.deepEqual(tableOf("per-zone"), [
      "private-us-east-1a > us-east-1a",
      "private-us-east-1b > us-east-1b",
      "private-us-east-1c > us-east-1c",
    ]);
  });

  it("has the same route tables with one gateway as with one per zone", () => {
    assert.deepEqual(planWith("single").routeTables, planWith("per-zone").routeTables);
  });

  it("sends only the public tier to the Internet gateway", () => {
    assert.deepEqual(planWith("single").internetRoutes, ["public"]);
  });
});

describe("planFlowLog", () => {
  it("names twenty fields by the minute, each as AWS spells a field", () => {
    const { format, aggregationSeconds } = planFlowLog(planContext());
    const fields = format.split(" ");
    assert.equal(fields.length, 20);
    assert.equal(new Set(fields).size, 20);
    assert.ok(
      fields.every((field) => /^\$\{[a-z]+(-[a-z]+)*\}$/.test(field)),
      format,
    );
    assert.equal(aggregationSeconds, 60);
  });
});
