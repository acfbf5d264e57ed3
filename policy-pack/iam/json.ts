import type { Value } from "../engine/value";

/** What reading JSON text gives. */
export interface ParsedJson {
  /** The value; where an object has the same key twice, all its values, as one list. */
  readonly value: Value;
  /** JSON pointers of the keys that occur more than once. */
  readonly duplicates: readonly string[];
}

// No document nests deeper than ten levels; text that does is not worth a stack overflow.
const deepest = 200;

/**
 * Reads JSON text and keeps what JSON.parse drops: the earlier values of a key that occurs twice. Gives
 * nothing when the text is not JSON, and never throws.
 */
export function parseJson(text: string): ParsedJson | undefined {
  const reader = new Reader(text);
  try {
    const value = reader.document();
    return { value, duplicates: reader.duplicates };
  } catch {
    return undefined;
  }
}

/** Sets an own property, `__proto__` included. */
export function setOwn(object: Record<string, Value>, key: string, value: Value): void {
  Object.defineProperty(object, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

/** Two values of one element as one: lists one after the other. */
export function joined(first: Value, second: Value): Value {
  const list = (value: Value): readonly Value[] => {
    if (!Array.isArray(value)) return [value];
    const items: readonly Value[] = value;
    return items;
  };
  return [...list(first), ...list(second)];
}

const numberForm = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const stringForm = /"(?:[^"\\\u0000-\u001f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"/y;
const literals = { true: true, false: false, null: null } as const;

class Reader {
  readonly duplicates: string[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    // A byte order mark is no part of the document.
    this.#text = text.startsWith("\ufeff") ? text.slice(1) : text;
  }

  document(): Value {
    const value = this.#value("", 0);
    this.#space();
    if (this.#at < this.#text.length) throw new SyntaxError("text after the value");
    return value;
  }

  #value(path: string, depth: number): Value {
    if (depth > deepest) throw new SyntaxError("nested too deep");
    this.#space();
    const next = this.#text[this.#at];
    if (next === "{") return this.#object(path, depth);
    if (next === "[") return this.#list(path, depth);
    if (next === '"') return this.#string();
    for (const [word, value] of Object.entries(literals)) {
      if (this.#text.startsWith(word, this.#at)) {
        this.#at += word.length;
        return value;
      }
    }
    return Number(this.#form(numberForm));
  }

  #object(path: string, depth: number): Value {
    const object: Record<string, Value> = {};
    this.#at += 1;
    if (this.#closes("}")) return object;
    do {
      this.#space();
      const key = this.#string();
      this.#expect(":");
      const at = `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      const value = this.#value(at, depth + 1);
      const earlier = Object.hasOwn(object, key) ? object[key] : undefined;
      if (earlier === undefined) setOwn(object, key, value);
      else {
        if (!this.duplicates.includes(at)) this.duplicates.push(at);
        setOwn(object, key, joined(earlier, value));
      }
    } while (this.#continues("}"));
    return object;
  }

  #list(path: string, depth: number): Value {
    const list: Value[] = [];
    this.#at += 1;
    if (this.#closes("]")) return list;
    do list.push(this.#value(`${path}/${String(list.length)}`, depth + 1));
    while (this.#continues("]"));
    return list;
  }

  #string(): string {
    return JSON.parse(this.#form(stringForm)) as string;
  }

  #form(form: RegExp): string {
    form.lastIndex = this.#at;
    const [found] = form.exec(this.#text) ?? [];
    if (found === undefined) throw new SyntaxError("no JSON value");
    this.#at += found.length;
    return found;
  }

  #space(): void {
    while (" \t\n\r".includes(this.#text[this.#at] ?? "x")) this.#at += 1;
  }

  #closes(end: string): boolean {
    this.#space();
    if (this.#text[this.#at] !== end) return false;
    this.#at += 1;
    return true;
  }

  #continues(end: string): boolean {
    if (this.#closes(end)) return false;
    this.#expect(",");
    return true;
  }

  #expect(text: string): void {
    this.#space();
    if (this.#text[this.#at] !== text) throw new SyntaxError(`no ${text}`);
    this.#at += 1;
  }
}
