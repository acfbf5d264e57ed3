import assert from "node:assert/strict";
import fc from "fast-check";
import { parseConfig } from "../../../config/parse";
import type { PlanContext } from "../../../plan/context";
import { type EstatePlan, planEstate } from "../../../plan/estate";
import { planBundle } from "../../../plan/governance/bundle";
import { planAllowedCalls } from "../../../plan/governance/client";
import { graphCalls } from "../../../plan/governance/graph";
import { exampleConfig, planContext } from "../../support/context";
import { appMesh } from "../examples";
import { arbitraryGraph, chain, type Graph } from "./graphs";
import {
  assumableRoles,
  type Candidate,
  candidates,
  engineOf,
  iamAllows,
  isDeclared,
  latticeAllows,
  openPairs,
  openSides,
  questionOf,
} from "./layers";

interface Layers {
  readonly context: PlanContext;
  readonly plan: EstatePlan;
  readonly engine: ReturnType<typeof engineOf>;
  readonly clients: ReturnType<typeof planAllowedCalls>;
}

function layersOf(graph: Graph): Layers {
  const context = planContext(graph);
  return {
    context,
    plan: planEstate(context.config, context.environment),
    engine: engineOf(planBundle(context).text),
    clients: planAllowedCalls(context),
  };
}

const clientAllows = ({ clients }: Layers, { from, to, intent, method, path }: Candidate) =>
  (clients[from] ?? []).some(
    (call) =>
      call.callee === to && call.intent === intent && call.method === method && call.path === path,
  );

/** What each layer says to a candidate. The mesh knows no intent, and IAM no method either. */
const answersOf = (layers: Layers, candidate: Candidate) => ({
  cedar: layers.engine.decide(questionOf(candidate)).kind === "permitted",
  client: clientAllows(layers, candidate),
  lattice: latticeAllows(layers.plan, layers.context, candidate),
  iam: iamAllows(layers.plan, layers.context, candidate),
});

function expectedOf({ context }: Layers, candidate: Candidate) {
  const declared = isDeclared(context, candidate);
  const { edges } = context.config;
  const operations = edges
    .filter(({ from, to }) => from === candidate.from && to === candidate.to)
    .flatMap((edge) => edge.operations)
    .filter(({ path }) => path === candidate.path);
  return {
    cedar: declared,
    client: declared,
    lattice: operations.some(({ method }) => method === candidate.method),
    iam: operations.length > 0,
  };
}

const pairsOf = ({ edges }: Graph) => edges.map(({ from, to }) => `${from} ${to}`).sort();
const distinct = (names: readonly string[]) => [...new Set(names)].sort();

describe("graphCalls", () => {
  it("makes graphs for these tests that configuration accepts", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const parsed = parseConfig({ ...exampleConfig, ...graph });
        assert.deepEqual(parsed.ok ? [] : parsed.issues, []);
      }),
    );
  });

  it("lists the calls of the graph in an order of their own", () => {
    const reversed = { ...chain, edges: chain.edges.toReversed() };
    assert.deepEqual(graphCalls(planContext(reversed)), graphCalls(planContext(chain)));
    assert.deepEqual(
      graphCalls(planContext(chain)).map(({ from, operation }) => `${from} ${operation}`),
      [
        "orbit axon:POST:/reason",
        "orbit relay:POST:/relay",
        "relay axon:GET:/reason",
        "relay axon:POST:/reason",
      ],
    );
  });

  it("allows a call in policies, client, mesh and IAM exactly when an edge declares it", () => {
    let allowed = 0;
    let denied = 0;
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const layers = layersOf(graph);
        for (const candidate of candidates(layers.context)) {
          const answers = answersOf(layers, candidate);
          assert.deepEqual(answers, expectedOf(layers, candidate), JSON.stringify(candidate));
          if (answers.cedar) allowed += 1;
          else denied += 1;
        }
      }),
      { numRuns: 40 },
    );
    assert.ok(
      allowed > 20 && denied > 1000,
      `${String(allowed)} allowed, ${String(denied)} denied`,
    );
  });

  it("opens security groups between the two ends of an edge, and between no others", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const { plan } = layersOf(graph);
        assert.deepEqual(openSides(plan), {
          callers: distinct(graph.edges.map(({ from }) => from)),
          callees: distinct(graph.edges.map(({ to }) => to)),
        });
        const { config, environment } = planContext({ ...graph, ...appMesh });
        assert.deepEqual(openPairs(planEstate(config, environment)), pairsOf(graph));
      }),
      { numRuns: 40 },
    );
  });

  it("lets a service assume exactly the roles that trust it: one for each of its edges", () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        const context = planContext(graph);
        const plan = planEstate(context.config, context.environment);
        for (const service of Object.keys(graph.services)) {
          const own = graph.edges.filter(({ from }) => from === service);
          const expected = own.map(({ from, to }) => `${from}-to-${to}`).sort();
          const { granted, trusting } = assumableRoles(plan, context, service);
          assert.deepEqual(granted.map(({ key }) => key).sort(), expected);
          assert.deepEqual(trusting.map(({ key }) => key).sort(), expected);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("takes a call away from every layer when its edge goes", () => {
    for (const [index, edge] of chain.edges.entries()) {
      const calls = edge.operations.map((operation) => ({ ...edge, ...operation }));
      const answers = (graph: Graph) => {
        const layers = layersOf(graph);
        return calls.map((call) => answersOf(layers, call));
      };
      const all = { cedar: true, client: true, lattice: true, iam: true };
      const none = { cedar: false, client: false, lattice: false, iam: false };
      assert.deepEqual(
        answers(chain),
        calls.map(() => all),
      );
      const without = { ...chain, edges: chain.edges.toSpliced(index, 1) };
      assert.deepEqual(
        answers(without),
        calls.map(() => none),
      );
    }
  });

  it("G1 permits none of the triples that no edge declares, nor any with names that nobody declared", () => {
    const { engine } = layersOf(chain);
    const name = fc.oneof(
      fc.constantFrom("orbit", "relay", "axon", "reason", "read", "__proto__", "constructor"),
      fc.string(),
    );
    const resource = fc.oneof(
      fc.constantFrom("axon:POST:/reason", "axon:GET:/reason", "relay:POST:/relay"),
      name,
    );
    const context = planContext(chain);
    const declared = new Set(
      graphCalls(context).map(({ from, intent, operation }) => `${from} ${intent} ${operation}`),
    );
    fc.assert(
      fc.property(name, name, resource, (principal, action, operation) => {
        fc.pre(!declared.has(`${principal} ${action} ${operation}`));
        const [, method = "", path = ""] = operation.split(":");
        const question = { principal, action, resource: operation };
        const answer = engine.decide({
          ...question,
          context: { method, path, delegationDepth: 0 },
        });
        assert.equal(answer.kind, "not-permitted");
      }),
      { numRuns: 2000 },
    );
  });
});
