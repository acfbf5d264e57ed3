import assert from "node:assert/strict";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { stackOf } from "../../../policy-pack/engine/stack";
import { contains } from "../../../policy-pack/network/boxes";
import { effectiveRules, trafficOf } from "../../../policy-pack/network/group-rules";
import { parseBlock } from "../../../policy-pack/network/intervals";
import { prefixListsOf } from "../../../policy-pack/network/prefix-lists";
import { boxesOf } from "../../../policy-pack/network/protocols";
import { networkTypes, tcp443, vpc } from "../../support/policy-pack/network-resources";
import { resource, unknown } from "../../support/policy-pack/resources";

const { group: groupType, ingress, egress, rule, defaultGroup, list } = networkTypes;

const rulesOf = (...resources: readonly StackResource[]) => {
  const stack = stackOf(resources);
  return effectiveRules(stack, prefixListsOf(stack, { edges: [] }));
};

const web = resource(
  groupType,
  {
    ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, self: true }],
    egress: [{ protocol: "udp", fromPort: 53, toPort: 53, cidrBlocks: ["10.0.0.0/16"] }],
  },
  { name: "web" },
);
const db = resource(groupType, { id: "sg-db" }, { name: "db" });
const of = (type: string, properties: object, refersTo: Record<string, StackResource>) =>
  resource(type, { ...tcp443, securityGroupId: unknown, ...properties }, { refersTo });

describe("effectiveRules", () => {
  it("POL-210 joins the rules of a group over all styles and both directions", () => {
    const { byGroup, unattached } = rulesOf(
      web,
      of(ingress, { cidrIpv4: "10.1.0.0/16" }, { securityGroupId: web }),
      of(egress, { cidrIpv4: "10.2.0.0/16" }, { securityGroupId: web }),
      of(rule, { type: "egress", protocol: "tcp", self: true }, { securityGroupId: web }),
    );
    const rules = byGroup.get(web.urn) ?? [];
    assert.deepEqual(
      rules.map(({ direction, isInline, path }) => [direction, isInline, path]),
      [
        ["ingress", true, "/ingress/0"],
        ["egress", true, "/egress/0"],
        ["egress", false, ""],
        ["ingress", false, ""],
        ["egress", false, ""],
      ],
    );
    assert.deepEqual(unattached, []);
  });

  it("POL-206 resolves self, references and account-qualified ids to groups", () => {
    const { byGroup } = rulesOf(
      web,
      db,
      of(
        ingress,
        { referencedSecurityGroupId: unknown },
        { securityGroupId: db, referencedSecurityGroupId: web },
      ),
      of(
        rule,
        { type: "ingress", self: true, sourceSecurityGroupId: "111122223333/sg-db" },
        { securityGroupId: web },
      ),
      of(egress, { referencedSecurityGroupId: "444455556666/sg-9" }, { securityGroupId: web }),
      resource(
        groupType,
        { ingress: [{ protocol: "-1", securityGroups: [unknown] }] },
        { name: "lost" },
      ),
    );
    const peers = (urn: string) => (byGroup.get(urn) ?? []).flatMap((each) => each.peers);
    assert.deepEqual(peers(db.urn), [
      { kind: "group", group: web.urn, path: "/referencedSecurityGroupId" },
    ]);
    assert.deepEqual(peers(web.urn).slice(2), [
      { kind: "group", group: db.urn, path: "/sourceSecurityGroupId" },
      { kind: "group", group: web.urn, path: "/self" },
      {
        kind: "foreign-group",
        id: "sg-9",
        account: "444455556666",
        path: "/referencedSecurityGroupId",
      },
    ]);
    const lost = [...byGroup].find(([urn]) => urn.endsWith("::lost"))?.[1] ?? [];
    assert.deepEqual(
      lost.flatMap((each) => each.peers),
      [{ kind: "unknown", of: "group", candidates: [], path: "/ingress/0/securityGroups/0" }],
    );
  });

  it("POL-206 names the candidates of a group that may be one of several", () => {
    const either = {
      ...of(ingress, { referencedSecurityGroupId: unknown }, {}),
      propertyDependencies: {
        securityGroupId: [web.urn, db.urn],
        referencedSecurityGroupId: [web.urn, db.urn],
      },
    };
    const { unattached } = rulesOf(web, db, either);
    assert.deepEqual(
      unattached.map(({ candidates }) => candidates),
      [[web.urn, db.urn]],
    );
    assert.deepEqual(unattached[0]?.peers, [
      {
        kind: "unknown",
        of: "group",
        candidates: [web.urn, db.urn],
        path: "/referencedSecurityGroupId",
      },
    ]);
  });

  it("POL-231 takes a VPC for its default group, adopted or not", () => {
    const adopted = resource(defaultGroup, { vpcId: unknown }, { refersTo: { vpcId: vpc } });
    const added = of(ingress, { self: true }, { securityGroupId: vpc });
    assert.deepEqual([...rulesOf(vpc, added).byGroup.keys()], [vpc.urn]);
    assert.equal(rulesOf(vpc, adopted, added).byGroup.get(adopted.urn)?.length, 1);
  });

  it("keeps rules of a group of another stack together", () => {
    const foreign = (name: string) =>
      resource(ingress, { ...tcp443, securityGroupId: "sg-1" }, { name });
    assert.equal(rulesOf(foreign("a"), foreign("b")).byGroup.get("sg-1")?.length, 2);
  });
});

describe("trafficOf", () => {
  const open = (text: string, port: number) => {
    const block = parseBlock(text);
    assert.ok(block !== undefined);
    return boxesOf([block], { protocols: { from: 6, to: 6 }, ports: { from: port, to: port } });
  };

  it("POL-26 reads unknown ports and unknown blocks as closed for certain, and as open at most", () => {
    const { byGroup } = rulesOf(
      db,
      of(ingress, { cidrIpv4: "10.0.0.0/16" }, { securityGroupId: db }),
      resource(
        ingress,
        { ...tcp443, securityGroupId: unknown, cidrIpv4: unknown },
        { name: "b", refersTo: { securityGroupId: db } },
      ),
      resource(
        ingress,
        { ...tcp443, toPort: unknown, securityGroupId: unknown, cidrIpv4: "10.9.0.0/16" },
        { name: "c", refersTo: { securityGroupId: db } },
      ),
    );
    const { certain, possible } = trafficOf(byGroup.get(db.urn) ?? []);
    assert.deepEqual(certain, open("10.0.0.0/16", 443));
    assert.ok(contains(possible, open("0.0.0.0/0", 443)));
    assert.ok(contains(possible, open("::/0", 443)));
    assert.ok(contains(possible, open("10.9.0.0/16", 65535)));
    assert.ok(!contains(possible, open("10.8.0.0/16", 444)));
  });

  it("POL-205 expands prefix lists of the stack, with their separate entries", () => {
    const lists = resource(list, { entries: [{ cidr: "10.0.0.0/16" }] });
    const entry = resource(
      networkTypes.listEntry,
      { cidr: "10.1.0.0/16", prefixListId: unknown },
      { refersTo: { prefixListId: lists } },
    );
    const user = of(
      ingress,
      { prefixListId: unknown },
      { securityGroupId: db, prefixListId: lists },
    );
    const { byGroup } = rulesOf(db, lists, entry, user);
    const { certain, possible } = trafficOf(byGroup.get(db.urn) ?? []);
    assert.deepEqual(certain, open("10.0.0.0/15", 443));
    assert.deepEqual(possible, certain);
  });
});
