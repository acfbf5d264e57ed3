/** A filter pattern that CloudWatch Logs would refuse, or that its documentation does not describe. */
export class FilterPatternError extends Error {
  /** Characters before the part that is refused. */
  readonly position: number;
  /** What stands there, at most 24 characters of it. */
  readonly found: string;
  /** What may stand there. */
  readonly allowed: string;

  constructor(place: { readonly text: string; readonly position: number }, allowed: string) {
    const rest = place.text.slice(place.position, place.position + 24);
    const found = rest === "" ? "the end" : JSON.stringify(rest);
    super(`filter pattern at ${place.position}: ${found} found; allowed: ${allowed}`);
    this.name = "FilterPatternError";
    this.position = place.position;
    this.found = found;
    this.allowed = allowed;
  }
}
