import fc from "fast-check";
import type { Overrides } from "../examples";

const names = ["orbit", "axon", "a", "a-b", "b", "b-c", "relay"];
const intents = ["reason", "read", "a", "b-reason", "forget"];
const requests = ["/", "/reason", "/reason/again", "/a.b/~c_d-e"].flatMap((path) =>
  ["GET", "POST", "DELETE"].map((method) => ({ method, path })),
);

// A service calls only later ones, so that no calls form a cycle.
const pairs = names.flatMap((_to, to) => names.slice(0, to).map((_from, from) => ({ from, to })));

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly intent: string;
}

/** A service graph as configuration holds it. */
export type Graph = {
  readonly services: Readonly<Record<string, { readonly tier: string }>>;
  readonly edges: readonly {
    readonly from: string;
    readonly to: string;
    readonly operations: readonly Operation[];
  }[];
};

/** Valid graphs of up to seven services, in any order, with names and intents that join to the same text. */
export const arbitraryGraph: fc.Arbitrary<Graph> = fc
  .record({
    shuffled: fc.shuffledSubarray(names, { minLength: names.length }),
    serviceCount: fc.constantFrom(1, 2, 3, 5, 7),
    written: fc.shuffledSubarray(names, { minLength: names.length }),
    shuffledPairs: fc.shuffledSubarray(pairs, { minLength: pairs.length }),
    edgeCount: fc.constantFrom(0, 1, 3, 6, 9),
    calls: fc.array(fc.shuffledSubarray(requests, { minLength: 1, maxLength: 3 }), {
      minLength: 9,
      maxLength: 9,
    }),
    chosen: fc.array(fc.constantFrom(...intents), { minLength: 17, maxLength: 17 }),
  })
  .map(({ shuffled, serviceCount, written, shuffledPairs, edgeCount, calls, chosen }) => {
    const order = shuffled.slice(0, serviceCount);
    const seen = new Set<string>();
    const edges = shuffledPairs
      .filter(({ to }) => to < order.length)
      .slice(0, edgeCount)
      .map(({ from, to }, index) => ({
        from: order[from] ?? "",
        to: order[to] ?? "",
        operations: (calls[index] ?? [])
          .map((request) => ({
            ...request,
            // One intent for an operation, whoever calls it.
            intent: chosen[(to * 5 + requests.indexOf(request)) % chosen.length] ?? "",
          }))
          .filter((operation) => isNew(seen, `${String(from)} ${Object.values(operation).join()}`)),
      }))
      .filter(({ operations }) => operations.length > 0);
    const services = written.filter((name) => order.includes(name));
    return {
      services: Object.fromEntries(services.map((name) => [name, { tier: "private" }])),
      edges,
    };
  });

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

/** The same graph, written in another order. */
export const rewritten = ({ services, edges }: Graph): Overrides => ({
  edges: edges
    .toReversed()
    .map(({ from, to, operations }) => ({ operations: operations.toReversed(), to, from })),
  services: Object.fromEntries(Object.entries(services).toReversed()),
});

/** Two callers of one callee, and a caller that is called itself. */
export const chain: Graph = {
  services: {
    orbit: { tier: "private" },
    relay: { tier: "private" },
    axon: { tier: "axon-runtime" },
  },
  edges: [
    {
      from: "orbit",
      to: "relay",
      operations: [{ method: "POST", path: "/relay", intent: "relay" }],
    },
    {
      from: "relay",
      to: "axon",
      operations: [
        { method: "POST", path: "/reason", intent: "reason" },
        { method: "GET", path: "/reason", intent: "read" },
      ],
    },
    {
      from: "orbit",
      to: "axon",
      operations: [{ method: "POST", path: "/reason", intent: "reason" }],
    },
  ],
};
