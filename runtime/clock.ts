/** Milliseconds since the epoch; passed in, so that tests can move time. */
export type Clock = () => number;
