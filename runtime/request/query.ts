/**
 * Reads a query, without its question mark, into decoded values by key, in their order, as the signer wants it.
 * A plus sign stands for itself. Undefined when the signature would not cover what is sent: a broken escape, an
 * empty part, or a key that signing leaves out.
 */
export function parseQuery(query: string): Record<string, string[]> | undefined {
  const values = new Map<string, string[]>();
  if (query === "") return {};
  for (const part of query.split("&")) {
    const decoded = decodePart(part);
    if (decoded === undefined) return undefined;
    const [key, value] = decoded;
    values.set(key, [...(values.get(key) ?? []), value]);
  }
  return Object.fromEntries(values);
}

function decodePart(part: string): readonly [string, string] | undefined {
  const separator = part.indexOf("=");
  const [key, value] =
    separator < 0 ? [part, ""] : [part.slice(0, separator), part.slice(separator + 1)];
  try {
    const name = decodeURIComponent(key);
    const isLost = part === "" || name === "__proto__" || /^x-amz-/i.test(name);
    return isLost ? undefined : [name, decodeURIComponent(value)];
  } catch {
    return undefined;
  }
}
