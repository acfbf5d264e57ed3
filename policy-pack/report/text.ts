// Control characters, line separators and lone surrogates: none of them belongs into a report.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text without characters that a terminal would obey or that XML forbids. */
export function printable(text: string): string {
  return text.replaceAll(unprintable, "\ufffd");
}

/** Printable text on one line. */
export function oneLine(text: string): string {
  return printable(text).replaceAll(/\s+/g, " ").trim();
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** Text for XML and HTML, in elements and in quoted attributes alike. */
export function escapeMarkup(text: string): string {
  return printable(text).replaceAll(/[&<>"'\t\n\r]/g, (character) => entities[character] ?? "");
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, noun: string): string {
  return `${String(count)} ${noun}${count === 1 ? "" : "s"}`;
}
