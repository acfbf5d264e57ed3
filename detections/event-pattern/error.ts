/** A pattern that EventBridge refuses. */
export class EventPatternError extends Error {
  override readonly name = "EventPatternError";
  /** Where in the pattern, such as `detail.state[0].prefix`; empty for the pattern itself. */
  readonly path: string;
  /** What stands there, as JSON. */
  readonly given: string;
  /** What may stand there. */
  readonly allowed: string;

  constructor(path: string, given: unknown, allowed: string) {
    const shown = shorten(typeof given === "bigint" ? String(given) : JSON.stringify(given));
    super(`event pattern ${path === "" ? "" : `at ${path}`}: ${shown} is refused; use ${allowed}`);
    this.path = path;
    this.given = shown;
    this.allowed = allowed;
  }
}

const maxShown = 200;

const shorten = (text: string | undefined) =>
  text === undefined ? "nothing" : text.length > maxShown ? `${text.slice(0, maxShown)}...` : text;
