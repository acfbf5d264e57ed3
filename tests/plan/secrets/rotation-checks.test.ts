import assert from "node:assert/strict";
import fc from "fast-check";
import { checkPlan } from "../../../plan/checks";
import { cut } from "../../../plan/network/address-plan";
import { checkRotations } from "../../../plan/secrets/rotation-checks";
import { planContext } from "../../support/context";
import { postgresDual, postgresSingle, withRotations } from "../rotations";

function issuesOf(rotation: unknown) {
  const { config, environment } = planContext({
    services: {
      orbit: { tier: "private", secrets: ["token", { name: "database", rotation }] },
    },
    edges: [],
  });
  return checkRotations(config, environment);
}

const at = "services.orbit.secrets.1.rotation";

describe("checkRotations", () => {
  it("takes every strategy where it can reach what it has to", () => {
    const { config, environment } = planContext(withRotations);
    assert.deepEqual(checkPlan(config, environment), []);
  });

  for (const [title, cidr] of [
    ["a peered network", "10.30.0.0/24"],
    ["everywhere", "0.0.0.0/0"],
    ["the whole VPC", "10.20.0.0/16"],
    ["the public tier", "10.20.0.0/24"],
    ["the private tier", "10.20.64.0/20"],
    ["a zone that the private tier does not use yet", "10.20.120.0/24"],
    ["the isolated tier", "10.20.128.0/24"],
    ["bits after the prefix", "10.20.192.1/24"],
    ["no address", "10.20.300.0/24"],
    ["no prefix", "10.20.192.0/40"],
  ] as const) {
    it(`reports a database in ${title} as ROT003`, () => {
      assert.deepEqual(
        issuesOf({ ...postgresSingle, cidr }).map(({ code, path, given }) => [code, path, given]),
        [["ROT003", `${at}.cidr`, cidr]],
      );
    });
  }

  it("takes any block of the free quarter, and no other of the VPC", () => {
    const block = fc
      .integer({ min: 2, max: 8 })
      .chain((bits) =>
        fc
          .nat(2 ** bits - 1)
          .map((index) => ({ bits, index, cidr: cut("10.20.0.0/16", bits, index) })),
      );
    fc.assert(
      fc.property(block, ({ bits, index, cidr }) => {
        const isFree = index >= 0.75 * 2 ** bits;
        assert.equal(issuesOf({ ...postgresSingle, cidr }).length, isFree ? 0 : 1, cidr);
      }),
    );
  });

  it("reports an administrator of another Region or account as ROT004, secret and key at once", () => {
    const elsewhere = {
      ...postgresDual,
      administratorSecretArn: postgresDual.administratorSecretArn.replace("us-east-1", "us-west-2"),
      administratorKeyArn: postgresDual.administratorKeyArn.replace("111122223333", "444455556666"),
    };
    assert.deepEqual(
      issuesOf(elsewhere).map(({ code, path }) => [code, path]),
      [
        ["ROT004", `${at}.administratorSecretArn`],
        ["ROT004", `${at}.administratorKeyArn`],
      ],
    );
  });

  it("reports databases only after the address plan holds", () => {
    const { config, environment } = planContext(withRotations);
    const network = { ...config.network, cidr: "10.20.0.0/40" };
    const codes = checkPlan({ ...config, network }, environment).map(({ code }) => code);
    assert.deepEqual(codes, ["NET001"]);
  });
});
