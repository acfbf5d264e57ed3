import { type ResourceUse, resourceUses } from "../authorization/matrix";
import { accessesIn } from "../authorization/neighbour-uses";
import { ownershipIn } from "../contract/ownership";
import type { DeclaredEdge } from "../engine/contract";
import type { CheckContext, JudgedStack } from "../engine/rule";
import type { Crossing } from "../iam/effective/isolation";
import type { Verb } from "../iam/effective/owned-things";
import { type ReachRow, reachability } from "../reach/matrix";
import type { Matrix } from "./report";

/** The tables of a report: who reaches whom in the network, and who can use what others own. */
export function matricesOf(stack: JudgedStack, context: CheckContext): readonly Matrix[] {
  const { services } = ownershipIn(stack, context.declared);
  return [
    ...reachMatrix(reachability(stack, context).rows),
    ...isolationMatrix(services, {
      crossings: possibleCrossings(stack, context),
      edges: context.declared.edges,
    }),
    ...useMatrix(resourceUses(stack, context)),
  ];
}

type Way = Pick<Crossing, "from" | "to" | "verb" | "certainty">;

/** What AWS would allow a service to do with what another owns, edges included. */
function possibleCrossings(stack: JudgedStack, context: CheckContext): readonly Way[] {
  return accessesIn(stack, context).flatMap(({ from, to, verb, decision }) => {
    const { outcome } = decision;
    if (outcome !== "allowed" && outcome !== "undecided") return [];
    const certainty = outcome === "allowed" ? "yes" : "maybe";
    return from.flatMap((caller) =>
      to.map((owner) => ({ from: caller, to: owner, verb, certainty })),
    );
  });
}

const nothing = "–";

/** Who reaches whom; none where nothing reaches anything. */
export function reachMatrix(rows: readonly ReachRow[]): readonly Matrix[] {
  if (rows.length === 0) return [];
  const columns = distinct(rows.map(({ to }) => to));
  return [
    {
      title: "Reachability: what the row can open to the column",
      columns,
      rows: distinct(rows.map(({ from }) => from)).map((name) => ({
        name,
        cells: columns.map((to) => {
          const ways = rows.filter((row) => row.from === name && row.to === to).map(wayText);
          return ways.length === 0 ? nothing : distinct(ways).join("; ");
        }),
      })),
    },
  ];
}

function wayText({ traffic, verdict, edges }: ReachRow): string {
  const mark = verdict === "declared" ? "" : `${verdict}: `;
  return `${mark}${traffic}${edges.length === 0 ? "" : ` (${edges.join(", ")})`}`;
}

/** What a table of isolation is made from. */
interface Isolation {
  readonly crossings: readonly Way[];
  readonly edges: readonly DeclaredEdge[];
}

/** Who can use what others own; none where there are not two services. */
export function isolationMatrix(
  services: readonly string[],
  { crossings, edges }: Isolation,
): readonly Matrix[] {
  const names = distinct(services);
  if (names.length < 2) return [];
  const cell = (from: string, to: string): string => {
    if (from === to) return nothing;
    const ways = crossings
      .filter((crossing) => crossing.from === from && crossing.to === to)
      .map(({ verb, certainty }) => (certainty === "yes" ? verb : `undecided: ${verb}`));
    const declared = edges
      .filter((edge) => isBetween(edge, from, to))
      .map(({ id }) => `edge ${id}`);
    return distinct([...ways, ...declared]).join("; ") || "isolated";
  };
  return [
    {
      title: "Isolation in IAM: what the row can do with what the column owns",
      columns: names,
      rows: names.map((name) => ({ name, cells: names.map((to) => cell(name, to)) })),
    },
  ];
}

const verbs: readonly Verb[] = ["assume", "pass", "read", "decrypt", "invoke"];

/** Who can do what with each resource, by AWS's decision logic; none where nobody can use anything. */
export function useMatrix(uses: readonly ResourceUse[]): readonly Matrix[] {
  if (uses.length === 0) return [];
  const cell = ({ allowed, undecided }: ResourceUse, verb: Verb): string =>
    [
      ...(allowed.get(verb) ?? []),
      ...(undecided.get(verb) ?? []).map((role) => `undecided: ${role}`),
    ].join("; ") || nothing;
  return [
    {
      title: "Use in IAM: which roles and AWS services can do what with the row",
      columns: ["owner", ...verbs, "AWS services"],
      rows: [...uses]
        .sort((left, right) => (left.resource.urn < right.resource.urn ? -1 : 1))
        .map((use) => ({
          name: use.resource.name,
          cells: [
            use.owners.join(", ") || nothing,
            ...verbs.map((verb) => cell(use, verb)),
            use.services.join("; ") || nothing,
          ],
        })),
    },
  ];
}

const isBetween = ({ from, to }: DeclaredEdge, caller: string, callee: string): boolean =>
  from.kind === "service" && from.name === caller && to.kind === "service" && to.name === callee;

const distinct = (items: readonly string[]): readonly string[] => [...new Set(items)].sort();
