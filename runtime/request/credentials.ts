import type { AwsCredentialIdentity } from "@smithy/types";
import type { Clock } from "../clock";
import { withDeadline } from "./deadline";

/** Gives credentials that are valid now. */
export type CredentialProvider = () => Promise<AwsCredentialIdentity>;

/** How credentials are kept. */
export interface CredentialOptions {
  /** Fetches credentials anew. */
  readonly load: CredentialProvider;
  /** The time. */
  readonly clock: Clock;
  /** Milliseconds before their end at which they are fetched anew. @default 120000 */
  readonly refreshBeforeMilliseconds?: number;
  /** Milliseconds a fetch may take. @default 3000 */
  readonly loadMilliseconds?: number;
  /** Milliseconds for which a failed fetch is not repeated while the old credentials still last. @default 5000 */
  readonly retryMilliseconds?: number;
}

/** There are no valid credentials. The cause is left out on purpose: it may hold key material. */
export class CredentialsUnavailableError extends Error {
  override readonly name = "CredentialsUnavailableError";

  constructor() {
    super("No valid AWS credentials could be fetched.");
  }
}

/**
 * Keeps credentials until shortly before their end. However many ask at once, they are fetched once; while a fetch
 * fails, the old ones serve until their end.
 * The provider throws CredentialsUnavailableError when there are none that are valid.
 */
export function keepCredentials({
  load,
  clock,
  refreshBeforeMilliseconds = 120_000,
  loadMilliseconds = 3000,
  retryMilliseconds = 5000,
}: CredentialOptions): CredentialProvider {
  let kept: AwsCredentialIdentity | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  let notBefore = 0;

  const fetchAnew = async () => {
    try {
      const loaded = await withDeadline(loadMilliseconds, load);
      if (remaining(loaded, clock) <= 0) throw new CredentialsUnavailableError();
      kept = loaded;
      return loaded;
    } catch {
      notBefore = clock() + retryMilliseconds;
      if (kept !== undefined && remaining(kept, clock) > 0) return kept;
      throw new CredentialsUnavailableError();
    } finally {
      pending = undefined;
    }
  };

  return async () => {
    const left = kept === undefined ? 0 : remaining(kept, clock);
    const isFresh = left > refreshBeforeMilliseconds || (left > 0 && clock() < notBefore);
    if (kept !== undefined && isFresh) return kept;
    pending ??= fetchAnew();
    return pending;
  };
}

const remaining = ({ expiration }: AwsCredentialIdentity, clock: Clock): number =>
  expiration === undefined ? Number.POSITIVE_INFINITY : expiration.getTime() - clock();
