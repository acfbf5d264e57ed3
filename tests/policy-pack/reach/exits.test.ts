import assert from "node:assert/strict";
import fc from "fast-check";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { stackOf } from "../../../policy-pack/engine/stack";
import { reachModel } from "../../../policy-pack/reach/model";
import {
  internetGateway,
  linkedTo,
  subnet,
  table,
  vpc,
} from "../../support/policy-pack/reach-network";

/** Targets that lead out both ways, out only, and not out. */
const targets = {
  open: { gatewayId: "igw-0123" },
  outward: { natGatewayId: "nat-0123" },
  inward: { vpcPeeringConnectionId: "pcx-0123" },
} as const;

type Kind = keyof typeof targets;

// Sixteen public blocks of one size, so that an oracle can look at each.
const blockCount = 16;
const baseAddress = 64n << 24n;
const blockOf = (length: number, index: number): string => {
  const size = 1n << BigInt(32 - length);
  const address = baseAddress + ((BigInt(index) << 24n) / size) * size;
  const parts = [24n, 16n, 8n, 0n].map((shift) => String((address >> shift) & 255n));
  return `${parts.join(".")}/${String(length)}`;
};

const routes = fc.uniqueArray(
  fc.record({
    length: fc.integer({ min: 4, max: 8 }),
    index: fc.integer({ min: 0, max: blockCount - 1 }),
    kind: fc.constantFrom<Kind>("open", "outward", "inward"),
  }),
  // AWS takes one route for each destination.
  { maxLength: 8, selector: ({ length, index }) => blockOf(length, index) },
);

function exitsThrough(routeResources: readonly StackResource[]) {
  const home = subnet("home", "10.0.0.0/24");
  const tables = table("home", [home]);
  const [own] = tables;
  assert.ok(own);
  const attached = routeResources.map((route) => ({
    ...route,
    properties: { ...route.properties, routeTableId: own.properties["id"] ?? "rtb-0123" },
  }));
  const named = { ...own, properties: { ...own.properties, id: "rtb-0123" } };
  const stack = stackOf([vpc, internetGateway, home, named, ...tables.slice(1), ...attached]);
  const model = reachModel(stack, { declared: declaredDocuments([]) });
  const found = model.subnets.get(home.urn);
  assert.ok(found);
  return model.exits(found);
}

describe("reach/exits", () => {
  it("POL-240 sends each address by the longest prefix, as looking at each route does", () => {
    fc.assert(
      fc.property(routes, (list) => {
        const exits = exitsThrough(
          list.map(({ length, index, kind }) =>
            linkedTo("aws:ec2/route:Route", `to-${blockOf(length, index)}`, {
              destinationCidrBlock: blockOf(length, index),
              ...targets[kind],
            }),
          ),
        );
        for (let index = 0; index < blockCount; index += 1) {
          const address = baseAddress + (BigInt(index) << 24n) + 1n;
          const expected = longest(list, index);
          const own = exits.filter(({ addresses }) =>
            addresses.some(({ first, last }) => first <= address && address <= last),
          );
          assert.deepEqual(
            own.map(({ isTwoWay }) => isTwoWay),
            expected === undefined || expected === "inward" ? [] : [expected === "open"],
          );
        }
      }),
    );
  });
});

interface Listed {
  readonly length: number;
  readonly index: number;
  readonly kind: Kind;
}

function longest(list: readonly Listed[], index: number): Kind | undefined {
  return list
    .filter((route) => index >> (8 - route.length) === route.index >> (8 - route.length))
    .sort((left, right) => right.length - left.length)[0]?.kind;
}
