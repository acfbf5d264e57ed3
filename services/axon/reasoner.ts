/** What a task came to. */
export interface Reasoning {
  /** The answer. */
  readonly answer: string;
  /** What it comes from: `offline-extract`, or the id of a model. */
  readonly model: string;
}

/** Works on tasks. */
export interface Reasoner {
  /**
   * Works on one task; the signal says when nobody waits for it any more.
   * @throws when there is no answer.
   */
  reason(task: string, signal: AbortSignal): Promise<Reasoning>;
}
