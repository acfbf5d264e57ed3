import {
  isForbiddenKey,
  type JsonProblem,
  type JsonRead,
  maxDepth,
  maxElements,
  maxKeys,
  maxStringBytes,
} from "./json-limits";

class Problem extends Error {
  readonly problem: JsonProblem;

  constructor(problem: JsonProblem) {
    super(problem);
    this.problem = problem;
  }
}

// Sticky patterns read one token each, from where the reader is (RFC 8259, sections 2, 6 and 7).
const space = /[ \t\n\r]*/y;
const plainString = /"([^"\\\u0000-\u001f]*)"/y;
const escapedString = /"(?:[^"\\\u0000-\u001f]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const number = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const canonicalInteger = /^(?:0|-?[1-9][0-9]*)$/;
const word = /true|false|null/y;

const words: ReadonlyMap<string, boolean | null> = new Map([
  ["true", true],
  ["false", false],
  ["null", null],
]);

/** Reads one JSON text in a single pass, and stops at the first thing that is over a limit or ambiguous. */
export class JsonReader {
  readonly #text: string;
  #at = 0;
  #keys = 0;

  /** @param text Text within the limit of size. */
  constructor(text: string) {
    this.#text = text;
  }

  /** The value of the whole text, or the first problem. */
  read(): JsonRead {
    try {
      const value = this.#value(0);
      if (this.#at !== this.#text.length) throw new Problem("syntax");
      return { ok: true, value };
    } catch (error) {
      return { ok: false, problem: error instanceof Problem ? error.problem : "syntax" };
    }
  }

  #value(depth: number): unknown {
    this.#token(space);
    const value = this.#bareValue(depth);
    this.#token(space);
    return value;
  }

  #bareValue(depth: number): unknown {
    switch (this.#text[this.#at]) {
      case "{":
        return this.#object(depth + 1);
      case "[":
        return this.#array(depth + 1);
      case '"':
        return this.#string();
      default:
        return this.#wordOrNumber();
    }
  }

  #object(depth: number): unknown {
    this.#open(depth);
    const object: Record<string, unknown> = { __proto__: null };
    this.#token(space);
    if (this.#take("}")) return object;
    do {
      this.#token(space);
      const key = this.#key(object);
      object[key] = this.#value(depth);
    } while (this.#take(","));
    this.#expect("}");
    return object;
  }

  #key(object: object): string {
    const key = this.#string();
    this.#token(space);
    this.#expect(":");
    this.#keys += 1;
    if (this.#keys > maxKeys) throw new Problem("too-many-keys");
    if (isForbiddenKey(key)) throw new Problem("forbidden-key");
    if (Object.hasOwn(object, key)) throw new Problem("duplicate-key");
    return key;
  }

  #array(depth: number): unknown {
    this.#open(depth);
    const elements: unknown[] = [];
    this.#token(space);
    if (this.#take("]")) return elements;
    do {
      if (elements.length === maxElements) throw new Problem("array-too-long");
      elements.push(this.#value(depth));
    } while (this.#take(","));
    this.#expect("]");
    return elements;
  }

  #string(): string {
    const text = this.#token(plainString)?.slice(1, -1) ?? this.#escapedString();
    if (text.length > maxStringBytes || Buffer.byteLength(text, "utf8") > maxStringBytes) {
      throw new Problem("string-too-long");
    }
    return text;
  }

  #escapedString(): string {
    const token = this.#token(escapedString);
    if (token === undefined) throw new Problem("syntax");
    const text: unknown = JSON.parse(token);
    if (typeof text !== "string") throw new Problem("syntax");
    if (text.includes("\u0000")) throw new Problem("nul");
    if (/\p{Surrogate}/u.test(text)) throw new Problem("lone-surrogate");
    return text;
  }

  #number(): number {
    const token = this.#token(number);
    if (token === undefined || token === "") throw new Problem("syntax");
    const value = Number(token);
    // A fraction, an exponent, -0 or too many digits: two readers could take two numbers from it.
    if (!canonicalInteger.test(token) || !Number.isSafeInteger(value)) throw new Problem("number");
    return value;
  }

  #wordOrNumber(): unknown {
    const token = this.#token(word);
    return token === undefined ? this.#number() : words.get(token);
  }

  #open(depth: number): void {
    if (depth > maxDepth) throw new Problem("too-deep");
    this.#at += 1;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  #expect(character: string): void {
    if (!this.#take(character)) throw new Problem("syntax");
  }

  #token(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.#text)?.[0];
    if (token !== undefined) this.#at += token.length;
    return token;
  }
}
