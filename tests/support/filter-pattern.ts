type Line = Readonly<Record<string, unknown>>;
type Condition = (line: Line) => boolean;

/**
 * Says which lines a CloudWatch filter pattern for JSON matches, for the part of the syntax that patterns of the
 * estate's own events use: `{ ... }`, parentheses, `&&`, `||`, and `$.field = "text"` or `!=`, fields inside fields too.
 * @throws when a pattern uses anything else.
 */
export function filterPattern(pattern: string): Condition {
  const tokens = pattern.match(/&&|\|\||!=|[{}()=]|\$\.[\w.]+|"[^"]*"|\S+/g) ?? [];
  const take = (expected?: string): string => {
    const token = tokens.shift() ?? "the end";
    if (expected !== undefined && token !== expected) {
      throw new Error(`${expected} expected instead of ${token} in ${pattern}`);
    }
    return token;
  };
  const comparison = (): Condition => {
    const field = take();
    const operator = take();
    const text = take();
    if (!/^\$(\.\w+)+$/.test(field) || !/^!?=$/.test(operator) || !/^"[^"*]+"$/.test(text)) {
      throw new Error(`${field} ${operator} ${text} is not understood in ${pattern}`);
    }
    const path = field.slice(2).split(".");
    return (line) => (valueAt(line, path) === text.slice(1, -1)) === (operator === "=");
  };
  const single = (): Condition => {
    if (tokens[0] !== "(") return comparison();
    take("(");
    const inner = either();
    take(")");
    return inner;
  };
  const chain = (operator: string, next: () => Condition, holds: "every" | "some"): Condition => {
    const conditions = [next()];
    while (tokens[0] === operator) {
      take(operator);
      conditions.push(next());
    }
    return (line) => conditions[holds]((condition) => condition(line));
  };
  const both = (): Condition => chain("&&", single, "every");
  const either = (): Condition => chain("||", both, "some");
  take("{");
  const condition = either();
  take("}");
  if (tokens.length > 0) throw new Error(`Text after the end of ${pattern}`);
  return condition;
}

const valueAt = (line: Line, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key)
        ? Object.entries(value).find(([name]) => name === key)?.[1]
        : undefined,
    line,
  );
