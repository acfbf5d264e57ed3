import type { Scanner } from "./scanner";

/** Conditions joined by `||` and `&&`. */
export type Expression<Condition> =
  | { readonly kind: "any" | "all"; readonly parts: readonly Expression<Condition>[] }
  | { readonly kind: "one"; readonly condition: Condition };

/** Says whether something holds for a value. */
export type Predicate<Value> = (value: Value) => boolean;

/** Reads what `single` reads, once or joined by `&&` and `||`, of which `&&` binds more tightly. */
export function takeExpression<Condition>(
  scanner: Scanner,
  single: () => Expression<Condition>,
): Expression<Condition> {
  const joined = (
    kind: "any" | "all",
    operator: string,
    next: () => Expression<Condition>,
  ): Expression<Condition> => {
    const first = next();
    const parts = [first];
    scanner.skipSpaces();
    while (scanner.take(operator)) {
      scanner.skipSpaces();
      parts.push(next());
      scanner.skipSpaces();
    }
    return parts.length === 1 ? first : { kind, parts };
  };
  return joined("any", "||", () => joined("all", "&&", single));
}

/** Turns an expression into one function, given one for each condition. */
export function compileExpression<Condition, Value>(
  expression: Expression<Condition>,
  compile: (condition: Condition) => Predicate<Value>,
): Predicate<Value> {
  if (expression.kind === "one") return compile(expression.condition);
  const parts = expression.parts.map((part) => compileExpression(part, compile));
  return expression.kind === "all"
    ? (value) => parts.every((part) => part(value))
    : (value) => parts.some((part) => part(value));
}

/** All conditions of an expression, in the order in which they are written. */
export function conditionsOf<Condition>(expression: Expression<Condition>): readonly Condition[] {
  return expression.kind === "one"
    ? [expression.condition]
    : expression.parts.flatMap(conditionsOf);
}
