/** What has to be ended, in the order in which it was started. */
export interface Ends {
  /** Notes how to end something. */
  addEnd(end: () => void): void;
  /** Notes something that can be ended. */
  add<Started extends { stop(): Promise<void> } | { close(): Promise<void> }>(
    started: Started,
  ): Started;
  /** Ends everything, last first; what fails to end stops nothing else from ending. */
  readonly stop: () => Promise<void>;
}

/** Nothing yet. */
export function makeEnds(): Ends {
  const ends: (() => Promise<void>)[] = [];
  return {
    addEnd(end) {
      ends.push(() => Promise.resolve().then(end));
    },
    add(started) {
      ends.push(() => ("stop" in started ? started.stop() : started.close()));
      return started;
    },
    async stop() {
      for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
        await end().catch(() => undefined);
      }
    },
  };
}
