import assert from "node:assert/strict";
import { Network } from "../../../components/network/network";
import { planNetwork } from "../../../plan/network";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const declare = (natGateways: string) =>
  declaredBy(() => {
    const network = { cidr: "10.20.0.0/16", zones: ["us-east-1a", "us-east-1b"], natGateways };
    new Network("network", { plan: planNetwork(planContext({ network })) });
  });

const ec2 = (kind: string) => `aws:ec2/${kind}:${kind[0]?.toUpperCase() ?? ""}${kind.slice(1)}`;

const routesOf = (declared: readonly DeclaredResource[]) =>
  ofType(declared, ec2("route"))
    .map(({ inputs }) => {
      const target = inputs["gatewayId"] ?? inputs["natGatewayId"];
      return `${String(inputs["routeTableId"])} > ${String(target)}`;
    })
    .sort();

const internetGateway = `${ec2("internetGateway")} network-internet-gateway`;

describe("Network", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declare("single");
  });

  it("declares the VPC with the names that private DNS of endpoints needs (NET-25)", () => {
    const { inputs } = oneOf(declared, ec2("vpc"), "network-vpc");
    assert.deepEqual(inputs, {
      cidrBlock: "10.20.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: {
        Project: "agent-runtime",
        Stack: "dev",
        Environment: "dev",
        ManagedBy: "pulumi",
        Name: "agent-runtime-dev-vpc",
      },
    });
  });

  it("adopts AWS's defaults and leaves them empty", () => {
    const group = oneOf(declared, ec2("defaultSecurityGroup"), "network-default-group");
    assert.deepEqual([group.inputs["ingress"], group.inputs["egress"]], [[], []]);
    assert.equal(group.inputs["vpcId"], "network-vpc-id");
    const acl = oneOf(declared, ec2("defaultNetworkAcl"), "network-default-acl");
    assert.deepEqual([acl.inputs["ingress"], acl.inputs["egress"]], [[], []]);
    assert.equal(acl.inputs["defaultNetworkAclId"], "default-network-acl-id");
    assert.deepEqual(acl.options.ignoreChanges, ["subnetIds"]);
    const table = oneOf(declared, ec2("defaultRouteTable"), "network-default-routes");
    assert.deepEqual(table.inputs["routes"], []);
    assert.equal(table.inputs["defaultRouteTableId"], "default-route-table-id");
  });

  it("declares a subnet per tier and zone, none of which hands out public addresses", () => {
    const subnets = ofType(declared, ec2("subnet"));
    assert.deepEqual(
      subnets
        .map(({ name, inputs }) =>
          [name, inputs["cidrBlock"], inputs["availabilityZone"]].map(String).join(" "),
        )
        .sort(),
      [
        "network-axon-runtime-us-east-1a 10.20.128.0/21 us-east-1a",
        "network-axon-runtime-us-east-1b 10.20.136.0/21 us-east-1b",
        "network-private-us-east-1a 10.20.64.0/21 us-east-1a",
        "network-private-us-east-1b 10.20.72.0/21 us-east-1b",
        "network-public-us-east-1a 10.20.0.0/21 us-east-1a",
        "network-public-us-east-1b 10.20.8.0/21 us-east-1b",
      ],
    );
    assert.ok(subnets.every(({ inputs }) => inputs["mapPublicIpOnLaunch"] === false));
  });

  it("tags the subnets that have no way to the Internet, and no other", () => {
    const tagged = ofType(declared, ec2("subnet")).filter(({ inputs }) =>
      JSON.stringify(inputs["tags"]).includes('"Tier":"isolated"'),
    );
    assert.deepEqual(tagged.map(({ name }) => name).sort(), [
      "network-axon-runtime-us-east-1a",
      "network-axon-runtime-us-east-1b",
    ]);
  });

  it("publishes where tasks of each service may stand", () => {
    const { inputs } = oneOf(declared, "agent-runtime:network:Network", "network");
    const zones = (tier: string) =>
      ["us-east-1a", "us-east-1b"].map((zone) => `network-${tier}-${zone}`);
    assert.deepEqual(inputs["zeroTrust"], {
      contract: 1,
      members: { orbit: { subnets: zones("private") }, axon: { subnets: zones("axon-runtime") } },
    });
  });

  it("stands the gateway in the public subnet, with an address, behind the Internet gateway (NET-20)", () => {
    const nat = oneOf(declared, ec2("natGateway"), "network-nat-us-east-1a");
    assert.equal(nat.inputs["subnetId"], "network-public-us-east-1a-id");
    assert.equal(nat.inputs["allocationId"], "network-nat-us-east-1a-allocation");
    assert.deepEqual(nat.options.dependsOn, [internetGateway]);
    const address = oneOf(declared, ec2("eip"), "network-nat-us-east-1a");
    assert.equal(address.inputs["domain"], "vpc");
    assert.deepEqual(address.options.dependsOn, [internetGateway]);
  });

  it("routes the private tier through NAT, the public one to the Internet, axon-runtime nowhere", () => {
    assert.deepEqual(routesOf(declared), [
      "network-private-us-east-1a-id > network-nat-us-east-1a-id",
      "network-private-us-east-1b-id > network-nat-us-east-1a-id",
      "network-public-id > network-internet-gateway-id",
    ]);
    const destinations = ofType(declared, ec2("route")).map(
      ({ inputs }) => inputs["destinationCidrBlock"],
    );
    assert.deepEqual([...new Set(destinations)], ["0.0.0.0/0"]);
  });

  it("declares neither gateway nor address nor route for NAT where there is none", async () => {
    const without = await declare("none");
    assert.deepEqual(routesOf(without), ["network-public-id > network-internet-gateway-id"]);
    assert.deepEqual(ofType(without, ec2("natGateway")), []);
    assert.deepEqual(ofType(without, ec2("eip")), []);
  });

  it("joins every subnet to its tier's table", () => {
    const joined = ofType(declared, ec2("routeTableAssociation")).map(
      ({ inputs }) => `${String(inputs["subnetId"])} ${String(inputs["routeTableId"])}`,
    );
    assert.deepEqual(joined.sort(), [
      "network-axon-runtime-us-east-1a-id network-axon-runtime-id",
      "network-axon-runtime-us-east-1b-id network-axon-runtime-id",
      "network-private-us-east-1a-id network-private-us-east-1a-id",
      "network-private-us-east-1b-id network-private-us-east-1b-id",
      "network-public-us-east-1a-id network-public-id",
      "network-public-us-east-1b-id network-public-id",
    ]);
  });

  it("has the component own everything it declares", () => {
    const owned = declared.filter(({ type }) => type.startsWith("aws:"));
    assert.ok(owned.length > 40);
    for (const { name, type, options } of owned) {
      assert.equal(options.parent, "network", `${type} ${name}`);
    }
  });
});
