import type { Scanner } from "./scanner";

const escapes = String.raw`\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[\^$?[\]{}|\\*+.:_#=@/;,-])`;
const escape = new RegExp(escapes, "y");
// The documentation's own examples hold spaces ("%^starting|^initializing|^shutting down%").
const plain = /[A-Za-z0-9 :_#=@/;,^$|.-]/y;
const characterClass = new RegExp(
  String.raw`\[(?:${escapes}|[A-Za-z0-9 :_#=@/;,.^$?{}|*+-])+\]`,
  "y",
);
const count = /\{ *(\d+ *(?:, *\d*)?|, *\d+) *\}/y;

const allowed =
  "letters, digits, spaces, : _ # = @ / ; , - and the operators ^ $ ? [] {m,n} | \\ * + . (parentheses as \\x28 and \\x29)";

/**
 * Reads `%regex%`, if one comes next, in the dialect of "Supported regular expressions (regex) syntax" (CloudWatch Logs
 * User Guide). The expression is searched for anywhere in a text unless it is anchored.
 * @throws FilterPatternError when the expression goes beyond that dialect, does not end or means nothing.
 */
export function takeRegex(scanner: Scanner): RegExp | undefined {
  const start = scanner.position;
  if (!scanner.take("%")) return undefined;
  let source = "";
  while (!scanner.take("%")) source += takePiece(scanner);
  if (source === "") scanner.fail(allowed, start);
  try {
    return new RegExp(source);
  } catch {
    return scanner.fail(`a regular expression with a meaning; ${allowed}`, start);
  }
}

function takePiece(scanner: Scanner): string {
  const piece =
    scanner.match(plain) ??
    scanner.match(escape) ??
    scanner.match(characterClass) ??
    scanner.match(/[?*+]/y);
  if (piece !== undefined) return piece;
  const range = scanner.match(count)?.replaceAll(" ", "");
  if (range === undefined) return scanner.fail(allowed);
  // JavaScript takes {,n} literally; CloudWatch lets either number be left out.
  return `{${range.startsWith(",") ? `0${range}` : range}}`;
}
