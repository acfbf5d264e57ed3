import type { CheckContext, JudgedStack, StackObservation } from "../../engine/rule";
import { type Escalation, escalationsOf } from "./escalation";
import { holdersOf } from "./evidence";
import { type Holding, pairOf, placeOf } from "./holdings";
import type { Principal } from "./principals";
import { saturatedRoles } from "./saturated-roles";

/** Paths that the same statements open: one cause, whoever holds them. */
interface Cause {
  readonly holdings: Map<string, Holding>;
  readonly titles: Set<string>;
  readonly principals: Set<Principal>;
  isCertain: boolean;
}

/** One observation for each set of statements that opens a path; principals who hold them are evidence. */
export function escalationObservations(
  principals: readonly Principal[],
  stack: JudgedStack,
  context: Pick<CheckContext, "accounts" | "today">,
): readonly StackObservation[] {
  const saturated = saturatedRoles(principals, stack, context);
  const causes = new Map<string, Cause>();
  for (const principal of principals) {
    for (const escalation of escalationsOf(principal, saturated))
      note(causes, principal, escalation);
  }
  const all = [...causes.values()];
  return all.filter((cause) => !all.some((other) => explains(other, cause))).map(observation);
}

function note(
  causes: Map<string, Cause>,
  principal: Principal,
  { path, holdings, certainty }: Escalation,
): void {
  const statements = new Set(holdings.map(statementKey));
  const key = [...statements].sort().join("\n");
  const cause = causes.get(key) ?? {
    holdings: new Map<string, Holding>(),
    titles: new Set<string>(),
    principals: new Set<Principal>(),
    isCertain: false,
  };
  causes.set(key, cause);
  for (const holding of holdings) {
    const place = `${statementKey(holding)}|${pairOf(holding)}`;
    if (!cause.holdings.has(place)) cause.holdings.set(place, holding);
  }
  cause.titles.add(path.title);
  cause.principals.add(principal);
  cause.isCertain ||= certainty === "yes";
}

const statementKey = ({ source, statement }: Holding): string =>
  `${source.carrier.urn}${source.path}|${statement.path}`;

// Where some of the statements suffice, the others add nothing to the cause.
function explains(other: Cause, cause: Cause): boolean {
  if (other === cause || (cause.isCertain && !other.isCertain)) return false;
  const statements = (each: Cause) => new Set([...each.holdings.values()].map(statementKey));
  const own = statements(cause);
  const others = statements(other);
  return others.size < own.size && [...others].every((statement) => own.has(statement));
}

const mostListed = 4;

function observation({ holdings, titles, principals, isCertain }: Cause): StackObservation {
  const [first, ...rest] = [...holdings.values()];
  if (first === undefined) throw new TypeError("A path has at least one step.");
  const pairs = [...new Set([...holdings.values()].map(pairOf))];
  const who = [...principals].map(describe);
  const what = listed([...titles]);
  const doubtful = [...holdings.values()].find(({ certainty }) => certainty === "maybe");
  const doubt = isCertain
    ? ""
    : `, for all that can be told: ${doubtful?.doubt ?? "what it acts on is unknown"}`;
  return {
    resource: first.source.carrier,
    verdict: isCertain ? "fail" : "undecided",
    path: first.path,
    message: `${listed(pairs)} ${pairs.length > 1 ? "together let" : "lets"} ${listed(who)} become somebody else (it ${what})${doubt}.`,
    fix: `Remove ${first.action} from ${first.source.carrier.name}, or give it to a role of its own that nothing else may use.`,
    value: pairs.join(", "),
    evidence: [...rest.map(placeOf), ...holdersOf(principals)],
  };
}

const describe = ({ kind, name }: Principal): string =>
  kind === "policy" ? `whoever gets policy ${name}` : `${kind} ${name}`;

/** A list in words, of which only the first few are named. */
export function listed(items: readonly string[]): string {
  const shown = items.slice(0, mostListed);
  const more = items.length - shown.length;
  if (more > 0) return `${shown.join(", ")} and ${String(more)} more`;
  return shown.length < 2
    ? shown.join("")
    : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}
