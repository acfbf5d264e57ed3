import type { Clock } from "../clock";

/** How a secret is kept. */
export interface KeptSecretOptions {
  /** Reads the current value anew. */
  readonly read: () => Promise<string>;
  /** The time. */
  readonly clock: Clock;
  /** Milliseconds for which a value is used before it is read again. @default 300000 */
  readonly keepMilliseconds?: number;
  /** Milliseconds for which a failed read, or one after a refusal, is not repeated. @default 5000 */
  readonly retryMilliseconds?: number;
}

/** A secret that a running service uses, so that a rotation reaches it without a restart. */
export interface KeptSecret {
  /** The value, read anew when it is old. @throws SecretUnavailableError when there is none yet and reading fails. */
  readonly value: () => Promise<string>;
  /**
   * The value to try again with after the given one was refused, or undefined when it is still the current one and a
   * second attempt would fail likewise.
   */
  readonly afterRefusal: (refused: string) => Promise<string | undefined>;
}

/** A secret could not be read. The cause is left out on purpose: it may hold a value. */
export class SecretUnavailableError extends Error {
  override readonly name = "SecretUnavailableError";

  constructor() {
    super("The secret could not be read.");
  }
}

/**
 * Keeps the current value of a secret for a time. However many ask at once, it is read once; while reading fails, the
 * old value serves, since rotation keeps the previous value working for a while where it can.
 */
export function keepSecret({
  read,
  clock,
  keepMilliseconds = 300_000,
  retryMilliseconds = 5000,
}: KeptSecretOptions): KeptSecret {
  let kept: string | undefined;
  let freshUntil = Number.NEGATIVE_INFINITY;
  let notBefore = Number.NEGATIVE_INFINITY;
  let pending: Promise<string> | undefined;

  const readAnew = async (): Promise<string> => {
    const startedAt = clock();
    notBefore = startedAt + retryMilliseconds;
    try {
      kept = await read();
      freshUntil = startedAt + keepMilliseconds;
      return kept;
    } catch {
      if (kept === undefined) throw new SecretUnavailableError();
      return kept;
    } finally {
      pending = undefined;
    }
  };
  const shared = (): Promise<string> => {
    pending ??= readAnew();
    return pending;
  };

  return {
    value: async () => {
      const now = clock();
      // The first value is asked for until there is one: whoever waits for it decides how long.
      return kept !== undefined && (now < freshUntil || now < notBefore) ? kept : shared();
    },
    afterRefusal: async (refused) => {
      // Refusals come in numbers; only the first one of an interval asks Secrets Manager.
      const isCurrent = kept === refused && clock() >= notBefore;
      const value = isCurrent || pending !== undefined ? await shared() : kept;
      return value === refused ? undefined : value;
    },
  };
}
