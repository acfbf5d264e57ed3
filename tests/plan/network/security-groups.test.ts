import assert from "node:assert/strict";
import fc from "fast-check";
import { planSecurityGroups } from "../../../plan/network/security-groups";
import { planContext } from "../../support/context";
import { appMesh, arbitraryOverrides, type Overrides } from "../examples";

const plan = (overrides: Overrides = {}) => planSecurityGroups(planContext(overrides));

/** Rules as text: `orbit > endpoints:443` leaves orbit, `endpoints < orbit:443` enters endpoints. */
const rulesOf = (overrides: Overrides = {}) =>
  plan(overrides)
    .rules.map(({ group, direction, port, peer }) => {
      const other = peer.kind === "security-group" ? peer.key : "prefix list";
      return `${group} ${direction === "egress" ? ">" : "<"} ${other}:${String(port)}`;
    })
    .sort();

describe("planSecurityGroups", () => {
  it("opens each side of an edge to VPC Lattice, and the mesh to the caller", () => {
    assert.deepEqual(rulesOf(), [
      "axon < prefix list:8443",
      "axon > endpoints:443",
      "endpoints < axon:443",
      "endpoints < orbit:443",
      "mesh < orbit:443",
      "orbit > endpoints:443",
      "orbit > prefix list:443",
    ]);
  });

  it("pairs caller and callee directly on App Mesh", () => {
    assert.deepEqual(rulesOf(appMesh), [
      "axon < orbit:8443",
      "axon > endpoints:443",
      "endpoints < axon:443",
      "endpoints < orbit:443",
      "orbit > axon:8443",
      "orbit > endpoints:443",
    ]);
  });

  it("opens nothing but endpoints to a service without edges", () => {
    assert.deepEqual(rulesOf({ edges: [] }), [
      "axon > endpoints:443",
      "endpoints < axon:443",
      "endpoints < orbit:443",
      "orbit > endpoints:443",
    ]);
  });

  it("has a group per service, one for endpoints and one for the mesh", () => {
    assert.deepEqual(
      plan().groups.map(({ key, name }) => [key, name]),
      [
        ["orbit", "agent-runtime-dev-orbit"],
        ["axon", "agent-runtime-dev-axon"],
        ["endpoints", "agent-runtime-dev-endpoints"],
        ["mesh", "agent-runtime-dev-mesh"],
      ],
    );
  });

  it("names the managed list of VPC Lattice in the Region", () => {
    assert.equal(plan().latticePrefixList, "com.amazonaws.us-east-1.vpc-lattice");
  });

  it("keys rules once, and refers only to groups that exist", () => {
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const { groups, rules, latticePrefixList } = plan(overrides);
        const known = groups.map(({ key }) => key);
        assert.equal(new Set(rules.map(({ key }) => key)).size, rules.length);
        for (const { group, peer } of rules) {
          assert.ok(known.includes(group), group);
          if (peer.kind === "security-group") assert.ok(known.includes(peer.key), peer.key);
          if (peer.kind === "managed-prefix-list") assert.equal(peer.name, latticePrefixList);
        }
      }),
    );
  });

  it("meets every rule between groups with its opposite", () => {
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        const rules = rulesOf({ ...overrides, ...appMesh });
        for (const rule of rules) {
          const [group = "", arrow, target = ""] = rule.split(" ");
          const [peer = "", port = ""] = target.split(":");
          const opposite = `${peer} ${arrow === ">" ? "<" : ">"} ${group}:${port}`;
          assert.ok(rules.includes(opposite), `${rule} without ${opposite}`);
        }
      }),
    );
  });

  it("describes rules and groups in characters that AWS accepts", () => {
    const { groups, rules } = plan();
    for (const { description } of [...groups, ...rules]) {
      assert.match(description, /^[A-Za-z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
    }
  });
});
