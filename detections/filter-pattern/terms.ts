import type { Predicate } from "./expression";
import { takeRegex } from "./regex";
import type { Scanner } from "./scanner";

type Role = "included" | "optional" | "excluded";

/** A pattern of words, phrases or one regular expression. */
export type Terms =
  | { readonly kind: "regex"; readonly regex: RegExp }
  | ({ readonly kind: "texts" } & Readonly<Record<Role, readonly string[]>>);

/**
 * Reads terms ("Using filter patterns to match terms in unstructured log events", "... with a regular expression (regex)").
 * @throws FilterPatternError when a term with other characters than letters, digits and `_` is not in double quotes.
 */
export function takeTerms(scanner: Scanner): Terms {
  scanner.skipSpaces();
  const regex = takeRegex(scanner);
  scanner.skipSpaces();
  if (regex !== undefined) return { kind: "regex", regex };
  const texts: Record<Role, string[]> = { included: [], optional: [], excluded: [] };
  while (!scanner.atEnd) {
    const role = scanner.take("?") ? "optional" : scanner.take("-") ? "excluded" : "included";
    texts[role].push(takeTerm(scanner));
    scanner.skipSpaces();
  }
  return { kind: "texts", ...texts };
}

function takeTerm(scanner: Scanner): string {
  const term = scanner.takeQuoted() ?? scanner.match(/\w+/y);
  if (term === undefined || !scanner.sees(/\s|$/y)) {
    return scanner.fail(
      "letters, digits and _, anything else in double quotes, or one %regex% by itself",
    );
  }
  // " " is documented to match everything.
  return term.trim() === "" ? "" : term;
}

/** Turns terms into a function of the line. */
export function compileTerms(terms: Terms): Predicate<string> {
  if (terms.kind === "regex") return (line) => terms.regex.test(line);
  const { included, optional, excluded } = terms;
  // "If you combine "?" with other filter patterns, all question mark terms will be ignored."
  if (optional.length > 0 && included.length + excluded.length === 0) {
    return (line) => optional.some((term) => line.includes(term));
  }
  return (line) =>
    included.every((term) => line.includes(term)) && !excluded.some((term) => line.includes(term));
}
