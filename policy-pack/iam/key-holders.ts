import { namesCallers } from "./caller-limit";
import type { Statement } from "./document";
import { principalForm } from "./principal-forms";

/** The exact users and roles that a statement of a key policy admits, as ARNs. */
export function keyHolders(statement: Statement): readonly string[] {
  const forms = statement.principals.map(principalForm);
  const named = forms.flatMap((form) => (form.kind === "identity" ? [form.arn] : []));
  // The account, or everybody, narrowed by condition to exact ARNs is those ARNs (docs/decisions/0007).
  const isNarrowed =
    forms.some(({ kind }) => kind === "account" || kind === "everybody") &&
    namesCallers(statement.conditions) === "met";
  return isNarrowed ? [...named, ...callersOf(statement)] : named;
}

const callersOf = ({ conditions }: Statement): readonly string[] =>
  conditions
    .filter(({ key }) => key.toLowerCase() === "aws:principalarn")
    .flatMap(({ values }) =>
      values.flatMap((entry) => (entry.kind === "text" ? [entry.text] : [])),
    );
