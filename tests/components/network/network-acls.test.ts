import assert from "node:assert/strict";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { createNetworkAcls } from "../../../components/network/network-acls";
import { planNetwork } from "../../../plan/network";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType } from "../../support/mocks";

const plan = planNetwork(planContext());

const byName = (left: { readonly name: string }, right: { readonly name: string }) =>
  left.name < right.name ? -1 : 1;

describe("createNetworkAcls", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    declared = await declaredBy(() => {
      const parent = new pulumi.ComponentResource("test:index:Parent", "parent");
      const subnets = Object.fromEntries(
        plan.subnets.map(({ key, cidr }) => [
          key,
          new ec2.Subnet(key, { vpcId: "vpc-id", cidrBlock: cidr }),
        ]),
      );
      createNetworkAcls({ name: "network", plan, vpcId: "vpc-id", subnets, parent });
    });
  });

  it("declares every planned entry as a TCP allowance of its ACL", () => {
    const rules = ofType(declared, "aws:ec2/networkAclRule:NetworkAclRule");
    const expected = plan.networkAcls.flatMap(({ tier, entries }) =>
      entries.map(({ key, egress, ruleNumber, cidr, fromPort, toPort }) => ({
        name: `network-${tier}-${key}`,
        inputs: {
          networkAclId: `network-${tier}-id`,
          egress,
          ruleNumber,
          protocol: "tcp",
          ruleAction: "allow",
          cidrBlock: cidr,
          fromPort,
          toPort,
        },
      })),
    );
    assert.ok(expected.length > 10);
    assert.deepEqual(
      rules.map(({ name, inputs }) => ({ name, inputs })).sort(byName),
      expected.sort(byName),
    );
  });

  it("removes an entry before another takes its number (NET-11)", () => {
    const rules = ofType(declared, "aws:ec2/networkAclRule:NetworkAclRule");
    assert.ok(rules.every(({ options }) => options.deleteBeforeReplace));
  });

  it("joins a subnet to its ACL only when every entry is in force (NET-12)", () => {
    const associations = ofType(declared, "aws:ec2/networkAclAssociation:NetworkAclAssociation");
    assert.equal(associations.length, plan.subnets.length);
    for (const { tier, entries } of plan.networkAcls) {
      const ofTier = associations.filter(
        ({ inputs }) => inputs["networkAclId"] === `network-${tier}-id`,
      );
      assert.deepEqual(
        ofTier.map(({ inputs }) => String(inputs["subnetId"])).sort(),
        plan.subnets.filter((subnet) => subnet.tier === tier).map(({ key }) => `${key}-id`),
      );
      const needed = entries.map(
        ({ key }) => `aws:ec2/networkAclRule:NetworkAclRule network-${tier}-${key}`,
      );
      for (const { options } of ofTier) assert.deepEqual(options.dependsOn, needed);
    }
  });
});
