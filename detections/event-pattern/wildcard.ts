import { EventPatternError } from "./error";

const allowed =
  'text with wildcards "*", none beside another; "\\*" and "\\\\" stand for an asterisk and a backslash, which escapes nothing else';

/**
 * The test of a `wildcard` operand; linear in the length of the text.
 * @throws {EventPatternError} when the operand is none.
 */
export function compileWildcard(operand: unknown, path: string): (text: string) => boolean {
  const literals = typeof operand === "string" ? literalsOf(operand) : undefined;
  if (literals === undefined) throw new EventPatternError(path, operand, allowed);
  const [first = "", ...others] = literals;
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    const end = text.length - last.length;
    if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
    let at = first.length;
    for (const literal of others) {
      const found = text.indexOf(literal, at);
      if (found < 0 || found + literal.length > end) return false;
      at = found + literal.length;
    }
    return true;
  };
}

/** What stands between the wildcards; undefined when the operand is malformed. */
function literalsOf(operand: string): readonly string[] | undefined {
  const literals = [""];
  for (let at = 0; at < operand.length; at += 1) {
    const character = operand.charAt(at);
    const next = operand.charAt(at + 1);
    if (character === "*") {
      if (next === "*") return undefined;
      literals.push("");
      continue;
    }
    if (character === "\\") {
      if (next !== "*" && next !== "\\") return undefined;
      at += 1;
    }
    literals.push(`${literals.pop() ?? ""}${character === "\\" ? next : character}`);
  }
  return literals;
}
