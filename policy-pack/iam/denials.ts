import { leaveAnything } from "./grants";
import type { Condition, Entry, Statement } from "./statement";

/** Whether denials take away all that a statement allows: for sure, never, or depending on what is unknown. */
export type Canceller = (statement: Statement) => "yes" | "no" | "undecided";

// Pairs of action and resource times denials, for one document; honest ones need a few thousand.
const mostComparisons = 20_000;

/** Makes denials ready to be asked about statements. Beyond a number of comparisons the answer is no. */
export function cancelling(denials: readonly Statement[]): Canceller {
  const most = denials.map(widest);
  let left = mostComparisons;
  return (statement) => {
    const actions = statement.actions.length + statement.notActions.length;
    const resources = statement.resources.length + statement.notResources.length;
    left -= actions * Math.max(1, resources) * denials.length;
    if (denials.length === 0 || actions === 0 || left < 0) return "no";
    if (!leaveAnything([statement, ...denials])) return "yes";
    return leaveAnything([narrowest(statement), ...most]) ? "no" : "undecided";
  };
}

const isKnown = ({ kind }: Entry): boolean => kind !== "unknown";
const everything = (path: string): Entry => ({ kind: "text", text: "*", path });

// What an Allow says at least: its known entries. An unknown exclusion may exclude all the rest.
function narrowest(allow: Statement): Statement {
  const sparing = (entries: readonly Entry[]) => (entries.every(isKnown) ? entries : []);
  const nowhere: Entry = { kind: "text", text: "", path: allow.path };
  const resources = allow.resources.filter(isKnown);
  const notResources = sparing(allow.notResources);
  const isOpen = allow.resources.length + allow.notResources.length > 0;
  const isEmpty = isOpen && resources.length + notResources.length === 0;
  return {
    ...allow,
    actions: allow.actions.filter(isKnown),
    notActions: sparing(allow.notActions),
    resources: isEmpty ? [nowhere] : resources,
    notResources,
  };
}

// What a Deny may say at most: unknown entries are everything, unknown conditions and exclusions nothing.
function widest(denial: Statement): Statement {
  const { path } = denial;
  const all = (listed: readonly Entry[], spared: readonly Entry[]) =>
    listed.every(isKnown) && spared.every(isKnown) ? listed : [everything(path)];
  const principals = [...denial.principals, ...denial.notPrincipals];
  const isWhole = principals.every(({ entry }) => isKnown(entry));
  return {
    ...denial,
    actions: all(denial.actions, denial.notActions),
    resources: all(denial.resources, denial.notResources),
    principals: isWhole ? denial.principals : [{ type: "*", entry: everything(path) }],
    notPrincipals: isWhole ? denial.notPrincipals : [],
    conditions: denial.conditions.filter(isKnownCondition),
    conditionUnknown: false,
  };
}

const isKnownCondition = ({ values }: Condition): boolean => values.every(isKnown);
