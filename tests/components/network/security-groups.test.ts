import assert from "node:assert/strict";
import { Provider } from "@pulumi/aws/provider";
import { SecurityGroups } from "../../../components/network/security-groups";
import { planSecurityGroups } from "../../../plan/network/security-groups";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const ingress = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const prefixListId = "id-of-aws:ec2/getManagedPrefixList:getManagedPrefixList";

describe("SecurityGroups", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      new SecurityGroups("groups", { plan: planSecurityGroups(planContext()), vpcId: "vpc-id" });
    });
  });

  it("declares groups without rules of their own: neither AWS's nor inline ones", () => {
    const { inputs } = oneOf(declared, "aws:ec2/securityGroup:SecurityGroup", "groups-orbit");
    assert.deepEqual(inputs, {
      vpcId: "vpc-id",
      name: "agent-runtime-dev-orbit",
      description: "Tasks of orbit",
      tags: {
        Project: "agent-runtime",
        Stack: "dev",
        Environment: "dev",
        ManagedBy: "pulumi",
        Service: "orbit",
        Name: "agent-runtime-dev-orbit",
      },
    });
  });

  it("looks the list up by the provider it is given", async () => {
    const resources = await declaredBy(() => {
      const provider = new Provider("other", { region: "eu-west-1" });
      const args = { plan: planSecurityGroups(planContext()), vpcId: "vpc-id" };
      new SecurityGroups("groups", args, { provider });
    });
    const { inputs } = oneOf(resources, ingress, "groups-axon-ingress-mesh-8443");
    assert.match(String(inputs["prefixListId"]), / by .*::other::/);
  });

  it("opens a callee to the managed list of VPC Lattice on its port", () => {
    const { inputs } = oneOf(declared, ingress, "groups-axon-ingress-mesh-8443");
    const { tags, ...rule } = inputs;
    assert.deepEqual(rule, {
      securityGroupId: "groups-axon-id",
      ipProtocol: "tcp",
      fromPort: 8443,
      toPort: 8443,
      description: "TLS from the service network",
      prefixListId,
    });
    assert.match(JSON.stringify(tags), /"Service":"axon"/);
  });

  it("declares an edge for each rule that names the managed list, and the groups of services", () => {
    const { inputs } = oneOf(declared, "agent-runtime:network:SecurityGroups", "groups");
    const edge = { protocol: "tcp", via: "network" };
    assert.deepEqual(inputs["zeroTrust"], {
      contract: 1,
      edges: [
        { ...edge, id: "orbit-egress-mesh-443", from: "orbit", to: prefixListId, port: 443 },
        { ...edge, id: "axon-ingress-mesh-8443", from: prefixListId, to: "axon", port: 8443 },
      ],
      members: {
        orbit: { securityGroups: ["groups-orbit"] },
        axon: { securityGroups: ["groups-axon"] },
      },
    });
  });

  it("refers to the other group where one is the peer", () => {
    const { inputs } = oneOf(declared, egress, "groups-orbit-egress-endpoints-443");
    assert.equal(inputs["securityGroupId"], "groups-orbit-id");
    assert.equal(inputs["referencedSecurityGroupId"], "groups-endpoints-id");
    assert.equal(inputs["prefixListId"], undefined);
  });

  it("declares each planned rule in its direction, and none for an address block", () => {
    const { rules } = planSecurityGroups(planContext());
    for (const [type, direction] of [
      [ingress, "ingress"],
      [egress, "egress"],
    ] as const) {
      const planned = rules.filter((rule) => rule.direction === direction);
      assert.deepEqual(
        ofType(declared, type)
          .map(({ name }) => name)
          .sort(),
        planned.map(({ key }) => `groups-${key}`).sort(),
      );
    }
    for (const { inputs } of [...ofType(declared, ingress), ...ofType(declared, egress)]) {
      assert.ok(!("cidrIpv4" in inputs) && !("cidrIpv6" in inputs));
    }
  });

  it("PUL-104 lists every rule of every group, so that rules added out of band are removed", () => {
    const lists = ofType(
      declared,
      "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive",
    );
    const groups = ofType(declared, "aws:ec2/securityGroup:SecurityGroup");
    assert.deepEqual(
      lists.map(({ inputs }) => inputs["securityGroupId"]).sort(),
      groups.map(({ name }) => `${name}-id`).sort(),
    );
    for (const { name, inputs } of lists) {
      for (const [type, property] of [
        [ingress, "ingressRuleIds"],
        [egress, "egressRuleIds"],
      ] as const) {
        const own = ofType(declared, type)
          .filter((rule) => rule.inputs["securityGroupId"] === inputs["securityGroupId"])
          .map((rule) => `${rule.name}-id`);
        assert.deepEqual([inputs[property]].flat().sort(), own.sort(), `${name} ${property}`);
      }
    }
  });
});
