/** What JSON text holds; undefined when it is none, so that no message repeats it. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
