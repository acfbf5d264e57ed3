import { duplicates } from "./duplicates";
import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";
import { checkModels } from "./model-checks";
import { checkOperations } from "./operation-checks";
import type { WrittenConfig } from "./schema";
import { checkSecrets } from "./secret-checks";

type Graph = Pick<WrittenConfig, "services" | "edges">;

/** Checks of the service graph that a schema cannot express: ends exist, no duplicates, no cycle. */
export function checkServiceGraph(graph: Graph): readonly ConfigIssue[] {
  return [
    ...checkServiceNames(graph),
    ...checkEdgeEnds(graph),
    ...checkDuplicateEdges(graph),
    ...checkOperations(graph.edges),
    ...checkCycles(graph),
    ...checkSecrets(graph.services),
    ...checkModels(graph.services),
  ];
}

/** Names the estate uses for itself beside those of services: groups, log groups, roles, aliases of functions. */
const reservedNames = [
  "endpoints",
  "flow",
  "governance",
  "heartbeat",
  "mesh",
  "mesh-access",
  "trail",
  "vpc-flow",
];

// `to` joins the two ends of an edge in the name of its role: a-to-b to c must not be the role of a to b-to-c.
const reservedParts = /-(rotation|task|execution)$|(^|-)to(-|$)/;

function checkServiceNames({ services }: Graph): readonly ConfigIssue[] {
  return Object.keys(services)
    .filter((name) => reservedNames.includes(name) || reservedParts.test(name))
    .map((name) => ({
      code: "SVC002",
      path: `services.${name}`,
      problem: "name is used by the estate itself",
      given: showValue(name),
      allowed: `any name but ${reservedNames.join(", ")}, and none ending in -rotation, -task or -execution, or with the word to between hyphens`,
      fix: "rename the service",
    }));
}

function checkEdgeEnds({ services, edges }: Graph): readonly ConfigIssue[] {
  const known = Object.keys(services);
  return edges.flatMap((edge, index) =>
    (["from", "to"] as const)
      .filter((end) => !known.includes(edge[end]))
      .map((end) => ({
        code: "EDG001",
        path: `edges.${String(index)}.${end}`,
        problem: "unknown service",
        given: showValue(edge[end]),
        allowed: known.join(", "),
        fix: "name a service declared under services",
      })),
  );
}

function checkDuplicateEdges({ edges }: Graph): readonly ConfigIssue[] {
  return duplicates(edges.map((edge) => `${edge.from} -> ${edge.to}`)).map(({ value, index }) => ({
    code: "EDG002",
    path: `edges.${String(index)}`,
    problem: "edge declared twice",
    given: value,
    fix: "put all operations of a pair of services into one edge",
  }));
}

// A cycle would let a service reach itself through another, so that no order of trust exists.
function checkCycles({ edges }: Graph): readonly ConfigIssue[] {
  const cycle = findCycle(edges);
  if (cycle === undefined) return [];
  return [
    {
      code: "EDG003",
      path: "edges",
      problem: "calls form a cycle",
      given: cycle.join(" -> "),
      allowed: "an acyclic graph of calls",
      fix: "remove one edge of the cycle, or move the shared work into a third service",
    },
  ];
}

/** The services of the first cycle found, its start repeated at the end; undefined when there is none. */
export function findCycle(
  edges: readonly { readonly from: string; readonly to: string }[],
): readonly string[] | undefined {
  const finished = new Set<string>();
  const visit = (service: string, trail: readonly string[]): readonly string[] | undefined => {
    const start = trail.indexOf(service);
    if (start >= 0) return [...trail.slice(start), service];
    if (finished.has(service)) return undefined;
    for (const edge of edges.filter(({ from }) => from === service)) {
      const cycle = visit(edge.to, [...trail, service]);
      if (cycle !== undefined) return cycle;
    }
    finished.add(service);
    return undefined;
  };
  for (const { from } of edges) {
    const cycle = visit(from, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
