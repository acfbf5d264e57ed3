import { FilterPatternError } from "./error";

const quoted = /"((?:[^"\\]|\\["\\])*)"/y;

/** Reads a pattern from left to right. */
export class Scanner {
  /** The whole pattern. */
  readonly text: string;
  #position = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Characters read so far. */
  get position(): number {
    return this.#position;
  }

  /** Whether everything was read. */
  get atEnd(): boolean {
    return this.#position === this.text.length;
  }

  /** Reads what a sticky expression matches here: its first group where it has one. */
  match(expression: RegExp): string | undefined {
    expression.lastIndex = this.#position;
    const match = expression.exec(this.text);
    if (match === null) return undefined;
    this.#position += match[0].length;
    return match[1] ?? match[0];
  }

  /** Whether a sticky expression matches here; reads nothing. */
  sees(expression: RegExp): boolean {
    expression.lastIndex = this.#position;
    return expression.test(this.text);
  }

  /** Reads this text if it comes next. */
  take(text: string): boolean {
    const found = this.text.startsWith(text, this.#position);
    if (found) this.#position += text.length;
    return found;
  }

  /**
   * Reads this text.
   * @throws FilterPatternError when something else comes next.
   */
  expect(text: string, allowed: string): void {
    if (!this.take(text)) this.fail(allowed);
  }

  /** Reads white space, of which there may be none. */
  skipSpaces(): void {
    this.match(/\s*/y);
  }

  /**
   * Reads a text in double quotes, in which `\"` and `\\` stand for the quote and the backslash.
   * @throws FilterPatternError when the text does not end, or holds another escape.
   */
  takeQuoted(): string | undefined {
    if (!this.sees(/"/y)) return undefined;
    const content = this.match(quoted);
    if (content === undefined) {
      return this.fail(
        'a text in double quotes, with a backslash only before " or another backslash',
      );
    }
    return content.replaceAll(/\\(["\\])/g, "$1");
  }

  /** @throws FilterPatternError always, at this position unless another is given. */
  fail(allowed: string, position = this.#position): never {
    throw new FilterPatternError({ text: this.text, position }, allowed);
  }
}
