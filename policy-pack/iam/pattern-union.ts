import type { Token } from "./pattern";
import { covers, hasWildcard, intersects, tokensOf } from "./pattern";

/** Characters that names may hold, as far as the union of patterns is concerned. */
export type Alphabet = string;

/** Letters of actions, which callers have put in lower case. */
export const letters: Alphabet = "abcdefghijklmnopqrstuvwxyz";

// Characters a name may begin with in every service.
const lettersAndDigits: Alphabet = `${letters}0123456789`;

// A union needs a few hundred states at most in honest documents; beyond this the answer is no.
const mostStates = 5000;
// ARNs end here; actions long before.
const longest = 2048;

/**
 * Whether the patterns together match everything that the inner pattern matches, where `*` and `?` of the
 * inner one stand for text of the alphabet. When in doubt: no. Example: `a*`, `b*`, … `z*` cover `?*`.
 */
export function unionCovers(
  patterns: readonly string[],
  inner: string,
  alphabet: Alphabet = lettersAndDigits,
): boolean {
  if (patterns.some((pattern) => covers(pattern, inner))) return true;
  if (inner.length > longest || !hasWildcard(inner)) return false;
  const useful = patterns.filter((each) => each.length <= longest && intersects(each, inner));
  if (useful.length < 2) return false;
  return new Search(useful, alphabet).accepts(tokensOf(inner));
}

/** A set of places reached in the patterns, as ascending numbers. */
type Places = readonly number[];

/** Follows all texts of an inner pattern at once, by the sets of places they reach in the patterns. */
class Search {
  readonly #tokens: readonly (Token | undefined)[];
  readonly #starts: Places;
  readonly #classes: readonly string[];
  #left = mostStates;

  constructor(patterns: readonly string[], alphabet: Alphabet) {
    const tokens: (Token | undefined)[] = [];
    const starts: number[] = [];
    for (const pattern of patterns) {
      starts.push(tokens.length);
      tokens.push(...tokensOf(pattern), undefined);
    }
    this.#tokens = tokens;
    this.#starts = starts;
    this.#classes = classesOf(tokens, alphabet);
  }

  accepts(inner: readonly Token[]): boolean {
    const start = this.#closed(this.#starts);
    let states = new Map([[start.join(), start]]);
    for (const token of inner) {
      states = this.#after(states, token);
      if (this.#left <= 0 || [...states.values()].some((places) => places.length === 0))
        return false;
    }
    return [...states.values()].every((places) =>
      places.some((place) => this.#tokens[place] === undefined),
    );
  }

  #after(states: ReadonlyMap<string, Places>, token: Token): Map<string, Places> {
    if (token.kind === "character") return this.#each(states, [token.text]);
    if (token.kind === "any") return this.#each(states, this.#classes);
    const all = new Map(states);
    let fresh: ReadonlyMap<string, Places> = states;
    while (fresh.size > 0 && this.#left > 0) {
      const next = this.#each(fresh, this.#classes);
      fresh = new Map([...next].filter(([key]) => !all.has(key)));
      for (const [key, places] of fresh) all.set(key, places);
    }
    return all;
  }

  #each(states: ReadonlyMap<string, Places>, texts: readonly string[]): Map<string, Places> {
    const next = new Map<string, Places>();
    for (const places of states.values()) {
      for (const text of texts) {
        this.#left -= 1;
        if (this.#left <= 0) return next;
        const reached = this.#closed(this.#step(places, text));
        next.set(reached.join(), reached);
      }
    }
    return next;
  }

  #step(places: Places, text: string): Places {
    return places.flatMap((place) => {
      const token = this.#tokens[place];
      if (token === undefined) return [];
      if (token.kind === "gap") return [place];
      const fits = token.kind === "any" || (token.kind === "character" && token.text === text);
      return fits ? [place + 1] : [];
    });
  }

  // A gap may match nothing, so the place behind it is reached with it.
  #closed(places: Places): Places {
    const reached = new Set<number>();
    for (let place of places) {
      reached.add(place);
      while (this.#tokens[place]?.kind === "gap") reached.add((place += 1));
    }
    return [...reached].sort((left, right) => left - right);
  }
}

// Characters that no pattern names behave alike: one stands for all of them.
function classesOf(tokens: readonly (Token | undefined)[], alphabet: Alphabet): readonly string[] {
  const named = new Set(
    tokens.flatMap((token) => (token?.kind === "character" ? [token.text] : [])),
  );
  const all = Array.from(alphabet);
  const classes = all.filter((text) => named.has(text));
  const other = all.find((text) => !named.has(text));
  return other === undefined ? classes : [...classes, other];
}
