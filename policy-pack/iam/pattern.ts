/**
 * A piece of a pattern. Patterns of IAM are sets of text: `*` matches any text, `?` any one character. Letter case is the caller's
 * matter. `${*}`, `${?}` and `${$}` are literal characters; every other policy variable is text that nobody
 * knows here, the same wherever the same variable is written.
 */
export type Token =
  | { readonly kind: "character"; readonly text: string }
  | { readonly kind: "any" }
  | { readonly kind: "variable"; readonly text: string }
  | { readonly kind: "gap"; readonly least: number };

// ARNs end at 2,048 characters. Beyond this product of lengths an answer is refused rather than computed.
const mostSteps = 2 ** 24;

/** Whether the outer pattern matches everything that the inner one matches. When in doubt: no. */
export function covers(outer: string, inner: string): boolean {
  if (outer === inner || outer === "*") return true;
  if (!inner.startsWith(literalStart(outer))) return false;
  if (outer.length * inner.length > mostSteps) return false;
  return match(compact(outer), tokensOf(inner));
}

/** Whether some text matches both patterns. When in doubt: yes. */
export function intersects(left: string, right: string): boolean {
  if (left === right || left === "*" || right === "*") return true;
  const [start, other] = [literalStart(left), literalStart(right)];
  if (!start.startsWith(other) && !other.startsWith(start)) return false;
  if (left.length * right.length > mostSteps) return true;
  return meet(tokensOf(left), tokensOf(right));
}

// What stands before the first wildcard or variable settles most questions: ARNs differ early.
function literalStart(pattern: string): string {
  const end = pattern.search(/[*?$]/);
  return end < 0 ? pattern : pattern.slice(0, end);
}

/** Whether text holds `*` or `?` that match anything, or a variable whose default does. */
export function hasWildcard(text: string): boolean {
  if (!/[*?]/.test(text)) return false;
  return tokensOf(text).some(({ kind }) => kind === "any" || kind === "gap");
}

/** Partitions known at the release of the pack. */
export const partitions: readonly string[] = [
  "aws",
  "aws-cn",
  "aws-us-gov",
  "aws-iso",
  "aws-iso-b",
  "aws-iso-e",
  "aws-iso-f",
  "aws-eusc",
];

/** Whether a pattern matches every action, however it is spelt. */
export function isEveryAction(pattern: string): boolean {
  return covers(pattern, "?*:?*");
}

/** Whether a pattern matches every ARN of at least one partition, however it is spelt. */
export function isEveryResource(pattern: string): boolean {
  // What stands before the first wildcard must begin every ARN, which rules out nearly all patterns.
  const [start = ""] = pattern.split(/[*?$]/);
  return partitions.some(
    (partition) =>
      `arn:${partition}:`.startsWith(start) && covers(pattern, `arn:${partition}:?*:*:*:?*`),
  );
}

/** Whether a pattern matches everything, read as an action or as a resource: `*`, `**`, `*:*`, `?*`, `arn:*`, … */
export function isEverything(pattern: string): boolean {
  return isEveryAction(pattern) || (pattern.includes(":") && isEveryResource(pattern));
}

// Documents repeat their patterns, and rules compare each with many others.
const known = new Map<string, readonly Token[]>();
const mostKnown = 5000;
const longestKnown = 256;

/** The tokens of a pattern; every `*` is a gap of its own. */
export function tokensOf(pattern: string): readonly Token[] {
  const found = known.get(pattern);
  if (found !== undefined) return found;
  const tokens = readTokens(pattern);
  if (known.size >= mostKnown) known.clear();
  if (pattern.length <= longestKnown) known.set(pattern, tokens);
  return tokens;
}

function readTokens(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const part of pattern.matchAll(/\$\{([^{}]*)\}|[^]/g)) {
    tokens.push(part[1] === undefined ? tokenOf(part[0]) : variable(part[1]));
  }
  return tokens;
}

const tokenOf = (text: string): Token => {
  if (text === "*") return { kind: "gap", least: 0 };
  return text === "?" ? { kind: "any" } : { kind: "character", text };
};

// A default such as `${aws:PrincipalTag/team, '*'}` is what a caller without the key gets.
function variable(name: string): Token {
  if (name === "*" || name === "?" || name === "$") return { kind: "character", text: name };
  const [, fallback = ""] = name.split(",");
  return /[*?]/.test(fallback) ? { kind: "gap", least: 0 } : { kind: "variable", text: name };
}

// `?` next to `*` only asks for length: `*?`, `?*` and `**?` are one gap that is at least one long.
function compact(pattern: string): readonly Token[] {
  const tokens: Token[] = [];
  let run: Token[] = [];
  const close = () => {
    const least = run.filter(({ kind }) => kind === "any").length;
    if (run.length > least) tokens.push({ kind: "gap", least });
    else tokens.push(...run);
    run = [];
  };
  for (const token of tokensOf(pattern)) {
    if (token.kind === "any" || token.kind === "gap") run.push(token);
    else {
      close();
      tokens.push(token);
    }
  }
  close();
  return tokens;
}

/**
 * Containment by dynamic programming over tokens. Text of a character that occurs in neither pattern can
 * stand for an inner `*`, and only a gap matches that; where different lengths of it would be matched in
 * different ways, the wider of the gaps serves both. So one way of matching serves all texts, or none does.
 */
function match(outer: readonly Token[], inner: readonly Token[]): boolean {
  const lengths = [0];
  for (const { kind } of inner) {
    lengths.push((lengths.at(-1) ?? 0) + (kind === "character" || kind === "any" ? 1 : 0));
  }
  let reached = new Uint8Array(inner.length + 1);
  reached[0] = 1;
  for (const token of outer) {
    reached =
      token.kind === "gap" ? leap(reached, lengths, token.least) : step(reached, inner, token);
  }
  return reached[inner.length] === 1;
}

function leap(
  reached: Uint8Array,
  lengths: readonly number[],
  least: number,
): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(reached.length);
  const first = reached.indexOf(1);
  if (first < 0) return next;
  const needed = (lengths[first] ?? 0) + least;
  for (let at = first; at < next.length; at += 1) {
    if ((lengths[at] ?? 0) >= needed) next[at] = 1;
  }
  return next;
}

function step(reached: Uint8Array, inner: readonly Token[], token: Token): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(reached.length);
  for (const [at, candidate] of inner.entries()) {
    if (reached[at] === 1 && contains(token, candidate)) next[at + 1] = 1;
  }
  return next;
}

const contains = (outer: Token, inner: Token): boolean => {
  if (outer.kind === "any") return inner.kind === "any" || inner.kind === "character";
  if (outer.kind === "gap" || inner.kind !== outer.kind) return false;
  return outer.text === inner.text;
};

// A variable may hold any text, so it meets like a gap.
function meet(left: readonly Token[], right: readonly Token[]): boolean {
  let row = new Uint8Array(right.length + 1);
  row[0] = 1;
  for (const [at, token] of right.entries()) row[at + 1] = isOpen(token) ? (row[at] ?? 0) : 0;
  for (const token of left) row = nextRow(row, token, right);
  return row[right.length] === 1;
}

// One more token of the left pattern, against every beginning of the right one.
function nextRow(row: Uint8Array, token: Token, right: readonly Token[]): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(row.length);
  next[0] = isOpen(token) ? (row[0] ?? 0) : 0;
  for (const [at, other] of right.entries()) {
    const meets =
      isOpen(token) || isOpen(other)
        ? row[at + 1] === 1 || next[at] === 1
        : row[at] === 1 && touches(token, other);
    next[at + 1] = meets ? 1 : 0;
  }
  return next;
}

const isOpen = ({ kind }: Token): boolean => kind === "gap" || kind === "variable";

const touches = (left: Token, right: Token): boolean =>
  left.kind !== "character" || right.kind !== "character" || left.text === right.text;
