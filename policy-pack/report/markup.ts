import { escapeMarkup } from "./text";

/** Markup that is safe to put into a page: everything variable in it is escaped. */
export interface Cell {
  /** HTML. */
  readonly markup: string;
}

/** Plain text. */
export const text = (value: string): Cell => ({ markup: escapeMarkup(value) });

/** Text to be read literally; nothing for empty text. */
export const code = (value: string): Cell => ({
  markup: value === "" ? "" : `<code>${escapeMarkup(value)}</code>`,
});

/** Text that stands out, with a class for its colour. */
export const strong = (value: string, className = ""): Cell => ({
  markup: `<strong${className && ` class="${escapeMarkup(className)}"`}>${escapeMarkup(value)}</strong>`,
});

/** Cells below each other; empty ones are left out. */
export const lines = (...cells: readonly Cell[]): Cell => ({
  markup: cells
    .map(({ markup }) => markup)
    .filter((markup) => markup !== "")
    .join("<br>"),
});

/** A table; nothing when it has no rows. */
export function table(
  header: readonly string[],
  rows: readonly (readonly Cell[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const headings = header.map((name) => `<th scope="col">${escapeMarkup(name)}</th>`).join("");
  return [
    '<div class="wide"><table>',
    `<thead><tr>${headings}</tr></thead>`,
    "<tbody>",
    ...rows.map((row) => `<tr>${row.map(({ markup }) => `<td>${markup}</td>`).join("")}</tr>`),
    "</tbody></table></div>",
  ];
}

/** A section with a heading; nothing when its body is empty. */
export function section(title: string, body: readonly string[]): readonly string[] {
  return body.length === 0
    ? []
    : ["<section>", `<h2>${escapeMarkup(title)}</h2>`, ...body, "</section>"];
}

/** Something to unfold; nothing when its body is empty. */
export function details(summary: string, body: readonly string[]): readonly string[] {
  return body.length === 0
    ? []
    : ["<details>", `<summary>${escapeMarkup(summary)}</summary>`, ...body, "</details>"];
}
