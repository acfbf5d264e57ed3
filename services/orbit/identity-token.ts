import { GetWebIdentityTokenCommand, type STSClient } from "@aws-sdk/client-sts";
import type { Clock } from "../../runtime/clock";
import { withDeadline } from "../../runtime/request/deadline";

/** How web-identity tokens are fetched. */
export interface IdentityTokenOptions {
  /** Client of a regional endpoint: the global one does not offer the operation. */
  readonly sts: Pick<STSClient, "send">;
  /** Callee that the token is for. */
  readonly audience: string;
  /** The time. */
  readonly clock: Clock;
  /** Milliseconds a fetch may take. @default 3000 */
  readonly fetchMilliseconds?: number;
}

const tokenSeconds = 300;
const refreshBeforeMilliseconds = 60_000;

/**
 * Gives a web-identity token of the service's own role for one audience, kept until a minute before its end. However
 * many ask at once, it is fetched once.
 * The provider throws when there is no token; what STS said is left out, because it may name credentials.
 */
export function keepIdentityToken(options: IdentityTokenOptions): () => Promise<string> {
  const { clock, fetchMilliseconds = 3000 } = options;
  let kept: { readonly token: string; readonly until: number } | undefined;
  let pending: Promise<string> | undefined;

  async function fetchToken(): Promise<string> {
    try {
      const { token, expires } = await withDeadline(fetchMilliseconds, (signal) =>
        getToken(options, signal),
      );
      kept = { token, until: expires - refreshBeforeMilliseconds };
      return token;
    } catch {
      throw new Error("no web-identity token could be fetched");
    } finally {
      pending = undefined;
    }
  }

  return () => {
    if (kept !== undefined && clock() < kept.until) return Promise.resolve(kept.token);
    pending ??= fetchToken();
    return pending;
  };
}

async function getToken({ sts, audience }: IdentityTokenOptions, abortSignal: AbortSignal) {
  const { WebIdentityToken: token, Expiration: expires } = await sts.send(
    new GetWebIdentityTokenCommand({
      Audience: [audience],
      SigningAlgorithm: "ES384",
      DurationSeconds: tokenSeconds,
    }),
    { abortSignal },
  );
  if (!token || expires === undefined) throw new Error("no token");
  return { token, expires: expires.getTime() };
}
