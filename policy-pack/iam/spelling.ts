/** The name that differs least from a text, if it differs by two letters at most; letter case does not count. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const most = 2;
  let best: string | undefined;
  let least = most + 1;
  for (const name of names) {
    if (Math.abs(name.length - text.length) > most) continue;
    const distance = editDistance(text.toLowerCase(), name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** Letters to add, drop or change to make one text of another. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at);
  for (const [line, letter] of Array.from(left).entries()) {
    const next = [line + 1];
    for (const [at, other] of Array.from(right).entries()) {
      const changed = (row[at] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
