/** A line that counts resources while a preview runs; silent where the stream is not a terminal. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #count = 0;
  #shownAt = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Counts one more resource. */
  advance(): void {
    this.#count += 1;
    const now = Date.now();
    if (!this.#stream.isTTY || now - this.#shownAt < 100) return;
    this.#shownAt = now;
    this.#stream.write(`\r${String(this.#count)} resources…`);
  }

  /** Removes the line. */
  clear(): void {
    if (this.#stream.isTTY && this.#shownAt > 0) this.#stream.write("\r\u001b[K");
  }
}
