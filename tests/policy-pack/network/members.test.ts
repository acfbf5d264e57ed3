import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { stackOf } from "../../../policy-pack/engine/stack";
import { memberTypes } from "../../../policy-pack/network/member-types";
import { membersOf } from "../../../policy-pack/network/members";
import { networkTypes, vpc } from "../../support/policy-pack/network-resources";
import { resource, unknown } from "../../support/policy-pack/resources";

const subnet = resource(networkTypes.subnet, { id: "subnet-1" }, { name: "a" });
const other = resource(networkTypes.subnet, {}, { name: "b" });
const web = resource(networkTypes.group, {}, { name: "web" });

const membersIn = (...resources: Parameters<typeof stackOf>[0]) => membersOf(stackOf(resources));

describe("membersOf", () => {
  it("POL-206 tells the groups and subnets of a function, unknown yet", () => {
    const fn = {
      ...resource("aws:lambda/function:Function", {
        vpcConfig: { securityGroupIds: [unknown], subnetIds: ["subnet-1", unknown] },
      }),
      propertyDependencies: { vpcConfig: [web.urn, subnet.urn, other.urn] },
    };
    const [member] = membersIn(web, subnet, other, fn);
    assert.deepEqual(member?.groups, [web.urn]);
    assert.deepEqual(member.subnets, [subnet, other]);
    assert.deepEqual(
      [member.unknownGroups, member.unknownSubnets, member.foreignGroups],
      [[], [], []],
    );
  });

  it("follows a database into the subnets of its subnet group", () => {
    const group = resource("aws:rds/subnetGroup:SubnetGroup", {
      name: "data",
      subnetIds: ["subnet-1"],
    });
    const database = resource("aws:rds/instance:Instance", {
      dbSubnetGroupName: "data",
      vpcSecurityGroupIds: ["sg-1"],
    });
    const [member] = membersIn(subnet, group, database);
    assert.deepEqual(member?.subnets, [subnet]);
    assert.deepEqual(member.foreignGroups, ["sg-1"]);
    assert.ok(member.namesGroups);
  });

  it("adds the groups that attachments put on an interface", () => {
    const card = resource("aws:ec2/networkInterface:NetworkInterface", {
      id: "eni-1",
      subnetId: unknown,
    });
    const attachment = resource(
      "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
      { networkInterfaceId: "eni-1", securityGroupId: unknown },
      { refersTo: { securityGroupId: web } },
    );
    const [member] = membersIn(web, card, attachment);
    assert.deepEqual([member?.groups, member?.attachedGroups], [[web.urn], [web.urn]]);
    assert.deepEqual(member?.unknownSubnets, ["/subnetId"]);
  });

  it("takes a VPC for its default group", () => {
    const instance = resource(
      "aws:ec2/instance:Instance",
      { vpcSecurityGroupIds: [unknown] },
      { refersTo: { vpcSecurityGroupIds: vpc } },
    );
    assert.deepEqual(membersIn(vpc, instance)[0]?.groups, [vpc.urn]);
  });
});

describe("memberTypes", () => {
  const root = path.resolve(__dirname, "../../../node_modules/@pulumi/aws");
  const inputs = readFileSync(path.join(root, "types/input.d.ts"), "utf8");

  for (const [token, { groups, subnets, subnetGroups }] of Object.entries(memberTypes)) {
    it(`names properties that ${token} has`, () => {
      const [, module = ""] = token.split(":");
      const args = readFileSync(path.join(root, `${module}.d.ts`), "utf8");
      for (const [first = "", ...rest] of [...groups, ...subnets, ...subnetGroups]) {
        assert.match(args, new RegExp(`^    ${first}\\??: `, "m"), first);
        const last = rest.at(-1);
        if (last !== undefined)
          assert.match(inputs, new RegExp(`^        ${last}\\??: `, "m"), last);
      }
    });
  }
});
