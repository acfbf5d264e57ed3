import assert from "node:assert/strict";
import fc from "fast-check";
import { arbitraryOverrides, examples } from "../plan/examples";
import { type ConfigCase, parse, reportsEach } from "../support/config-cases";
import { exampleConfig } from "../support/context";

const ask = (path: string, intent = "ask") => ({ method: "POST", path, intent });

const cases: readonly ConfigCase[] = [
  {
    title: "a path that clients resolve to another",
    overrides: { edges: [{ ...exampleConfig.edges[0], operations: [ask("/a/../reason")] }] },
    code: "EDG005",
    path: "edges.0.operations.0.path",
    fix: /\/reason$/,
  },
  {
    title: "a path too long for the id of an operation",
    overrides: { edges: [{ ...exampleConfig.edges[0], operations: [ask(`/${"a".repeat(100)}`)] }] },
    code: "CFG005",
    path: "edges.0.operations.0.path",
    fix: /100/,
  },
  {
    title: "an operation with one intent for this caller and another for that",
    overrides: {
      services: { ...exampleConfig.services, relay: { tier: "private" } },
      edges: [
        exampleConfig.edges[0],
        { from: "relay", to: "axon", operations: [ask("/reason", "think")] },
      ],
    },
    code: "EDG006",
    path: "edges.1.operations.0.intent",
  },
  {
    title: "a request that could mean two callees",
    overrides: {
      services: { ...exampleConfig.services, relay: { tier: "private" } },
      edges: [exampleConfig.edges[0], { ...exampleConfig.edges[0], to: "relay" }],
    },
    code: "EDG007",
    path: "edges.1.operations.0.intent",
    fix: /axon and relay/,
  },
];

describe("checkOperations", () => {
  it("accepts one intent for several operations of a callee, and for each of several callers", () => {
    const operations = [ask("/reason"), ask("/forget")];
    const edges = ["orbit", "relay"].map((from) => ({ from, to: "axon", operations }));
    const services = { ...exampleConfig.services, relay: { tier: "private" } };
    assert.ok(parse({ services, edges }).ok);
  });

  it("accepts the operations and names of the plans that other tests are made with", () => {
    fc.assert(
      fc.property(arbitraryOverrides, (overrides) => {
        assert.ok(parse(overrides).ok);
      }),
    );
    for (const overrides of Object.values(examples)) assert.ok(parse(overrides).ok);
  });

  reportsEach(cases);
});
