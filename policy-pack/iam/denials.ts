import { grantsOfStatements } from "./grants";
import type { Condition, Entry, Statement } from "./statement";

/** Whether denials take away all that a statement allows: for sure, never, or depending on what is unknown. */
export function cancelledBy(
  statement: Statement,
  denials: readonly Statement[],
): "yes" | "no" | "undecided" {
  const says = statement.actions.length + statement.notActions.length > 0;
  if (denials.length === 0 || !says) return "no";
  if (grantsOfStatements([statement, ...denials]).length === 0) return "yes";
  const least = [narrowest(statement), ...denials.map(widest)];
  return grantsOfStatements(least).length === 0 ? "undecided" : "no";
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
