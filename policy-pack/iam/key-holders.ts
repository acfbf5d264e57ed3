import { namesCallers } from "./caller-limit";
import type { Entry, Statement } from "./document";
import { principalForm } from "./principal-forms";

/** Whom a statement of a key or resource policy admits. */
export interface Holders {
  /** Exact users and roles: ARNs, or the names by which a declaration refers to them. */
  readonly named: readonly string[];
  /** JSON pointers of what is unknown and may name somebody else. */
  readonly open: readonly string[];
}

/** The exact users and roles that a statement admits, and where it may admit others. */
export function holdersOf(statement: Statement): Holders {
  const forms = statement.principals.map((principal) => ({
    form: principalForm(principal),
    entry: principal.entry,
  }));
  const named = forms.filter(({ form }) => form.kind === "identity" || form.kind === "reference");
  const unknown = forms.filter(({ form }) => form.kind === "unknown");
  // The account, or everybody, narrowed by condition to exact ARNs is those ARNs (docs/decisions/0007).
  const isWhole = forms.some(({ form }) => form.kind === "account" || form.kind === "everybody");
  const callers = isWhole ? callersOf(statement) : { named: [], open: [] };
  return {
    named: [...named.flatMap(({ entry }) => nameOf(entry)), ...callers.named],
    open: [...unknown.map(({ entry }) => entry.path), ...callers.open],
  };
}

function callersOf(statement: Statement): Holders {
  if (statement.conditionUnknown) return { named: [], open: [`${statement.path}/Condition`] };
  if (namesCallers(statement.conditions) === "unmet") return { named: [], open: [] };
  const values = statement.conditions
    .filter(({ key }) => key === "aws:principalarn")
    .flatMap((condition) => condition.values);
  return {
    named: values.flatMap(nameOf),
    open: values.flatMap(({ kind, path }) => (kind === "unknown" ? [path] : [])),
  };
}

function nameOf(entry: Entry): readonly string[] {
  if (entry.kind === "unknown") return [];
  return [entry.kind === "text" ? entry.text : entry.ref];
}
