import type { Properties, Value } from "../engine/value";
import { isUnknown, textOf } from "../engine/value";
import type { Condition, Entry, PrincipalEntry } from "./document";

/** Text, or something unknown: properties refer to nothing by declaration. */
type Literal = Exclude<Entry, { readonly kind: "reference" }>;

/** A permission of a function, whose flat form Lambda turns into a statement of the function's policy. */
export interface PermissionStatement {
  /** Who may invoke. */
  readonly principal: PrincipalEntry;
  /** What may be done. */
  readonly action: Literal;
  /** What the flat properties demand, as the conditions that Lambda makes of them. */
  readonly conditions: readonly Condition[];
}

// Lambda API reference, AddPermission.
const conditionKeys = [
  ["sourceAccount", "StringEquals", "aws:sourceaccount"],
  ["sourceArn", "ArnLike", "aws:sourcearn"],
  ["principalOrgId", "StringEquals", "aws:principalorgid"],
  ["eventSourceToken", "StringEquals", "lambda:eventsourcetoken"],
  ["functionUrlAuthType", "StringEquals", "lambda:functionurlauthtype"],
] as const;

/** Reads the flat form as the statement that Lambda makes of it. */
export function permissionStatement(properties: Properties): PermissionStatement {
  const principal = entryOf(properties["principal"], "/principal");
  const isService = principal.kind === "text" && /[a-z*?]\.[a-z.]+$/i.test(principal.text);
  return {
    principal: { type: isService ? "Service" : "AWS", entry: principal },
    action: entryOf(properties["action"], "/action"),
    conditions: conditionKeys.flatMap(([property, operator, key]) => {
      const value = properties[property];
      if (value === undefined || value === null || value === "") return [];
      const path = `/${property}`;
      return [{ operator, key, values: [entryOf(value, path)], path }];
    }),
  };
}

function entryOf(value: Value | undefined, path: string): Literal {
  return isUnknown(value) ? { kind: "unknown", path } : { kind: "text", text: textOf(value), path };
}
