/** Header names and values in turn, as they arrived: Node joins or drops duplicates everywhere else. */
export type RawHeaders = readonly string[];

/** Values of a header in the order they arrived; the name is given in lower case. */
export function headerValues(headers: RawHeaders, name: string): readonly string[] {
  const values: string[] = [];
  for (let index = 0; index + 1 < headers.length; index += 2) {
    if (headers[index]?.toLowerCase() === name) values.push(headers[index + 1] ?? "");
  }
  return values;
}

/** The value of a header that was sent exactly once; undefined when it was not sent, or more than once. */
export function singleHeader(headers: RawHeaders, name: string): string | undefined {
  const values = headerValues(headers, name);
  return values.length === 1 ? values[0] : undefined;
}
