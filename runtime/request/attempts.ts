import type { AwsCredentialIdentity } from "@smithy/types";
import type { Clock } from "../clock";
import type { RefusalReason } from "../reasons";
import type { Allow } from "./allow";
import { withDeadline } from "./deadline";
import type { FrozenCall } from "./freeze-call";
import type { AskGovernance } from "./governance-client";
import { type CallResponse, type Fetch, type SendOutcome, send } from "./send";
import { signCall } from "./sigv4";
import type { Target } from "./targets";

/** Limits of a governed call. */
export interface CallLimits {
  /** Milliseconds governance has to answer. @default 800 */
  readonly decisionMilliseconds: number;
  /** Milliseconds one attempt may take, from connecting to the last byte of the answer. @default 10000 */
  readonly attemptMilliseconds: number;
  /** Milliseconds all of it may take, retries and decisions included. @default 20000 */
  readonly totalMilliseconds: number;
  /** Times a call is tried again. @default 2 */
  readonly maxRetries: number;
  /** Milliseconds before the first retry; each later one waits twice as long, all with jitter. @default 50 */
  readonly backoffMilliseconds: number;
  /** Milliseconds after the question for which a receipt that was never sent is used again. @default 15000 */
  readonly receiptReuseMilliseconds: number;
  /** Longest body, in bytes. @default 1048576 */
  readonly maxBodyBytes: number;
  /** Longest answer that is read, in bytes. @default 1048576 */
  readonly maxResponseBytes: number;
}

/** What attempts are made with. */
export interface AttemptMeans {
  /** Asks governance. */
  readonly ask: AskGovernance;
  /** Credentials for a target. */
  readonly credentialsFor: (target: Target) => Promise<AwsCredentialIdentity>;
  /** Web-identity token for a target. @default - none is sent */
  readonly identityTokenFor?: ((target: Target) => Promise<string>) | undefined;
  /** HTTP client. */
  readonly fetch: Fetch;
  /** The time. */
  readonly clock: Clock;
  /** Waits before a retry. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** A number from 0 up to 1, for the jitter. */
  readonly random: () => number;
  /** Limits. */
  readonly limits: CallLimits;
}

/** How a call ended. */
export interface CallEnding {
  /** The answer, or why there is none. */
  readonly result: CallResponse | RefusalReason;
  /** Requests that were handed to the HTTP client. */
  readonly attempts: number;
  /** Whether the callee may have worked on it. */
  readonly maybeSent: boolean;
  /** Id of the last decision. */
  readonly decisionId?: string | undefined;
  /** Policies of the last allow. */
  readonly policyDigest?: string | undefined;
}

/** An allow, and until when its receipt may be sent. */
interface HeldAllow {
  readonly kind: "held";
  readonly allow: Allow;
  readonly reuseUntil: number;
}

/** What governance's refusal makes of a call. */
interface RefusedAttempt {
  readonly kind: "refused";
  readonly ending: Pick<CallEnding, "result" | "decisionId">;
}

/** One attempt's call, means, and the moment at which all is over. */
interface Attempt {
  readonly call: FrozenCall;
  readonly correlationId: string;
  readonly means: AttemptMeans;
  readonly end: number;
}

const retriedStatuses: ReadonlySet<number> = new Set([502, 503, 504]);

/**
 * Makes a call: asks, signs, sends, and tries again what may be tried again. A receipt that may have reached the
 * callee is spent, so that the next attempt asks anew; each attempt is signed anew. Never throws.
 */
export async function makeAttempts(
  call: FrozenCall,
  correlationId: string,
  means: AttemptMeans,
): Promise<CallEnding> {
  const { clock, limits } = means;
  const attempt = { call, correlationId, means, end: clock() + limits.totalMilliseconds };
  let held: HeldAllow | undefined;
  let ending: CallEnding = { result: "target-unavailable", attempts: 0, maybeSent: false };
  for (;;) {
    const given = await heldAllow(held, attempt);
    if (given.kind === "refused") return { ...ending, ...given.ending };
    const outcome = await signAndSend(given.allow, attempt);
    ending = endingAfter(ending, given.allow, outcome);
    const pause = limits.backoffMilliseconds * 2 ** (ending.attempts - 1);
    const jittered = pause * (0.5 + means.random() / 2);
    const isOver = ending.attempts > limits.maxRetries || clock() + jittered >= attempt.end;
    if (isOver || !mayRetry(outcome, call)) return ending;
    await means.wait(jittered);
    held = outcome.kind === "never-sent" ? given : undefined;
  }
}

/** The allow at hand while its receipt may still be sent, or the one that governance gives now. */
async function heldAllow(
  held: HeldAllow | undefined,
  { call, correlationId, means, end }: Attempt,
): Promise<HeldAllow | RefusedAttempt> {
  const { ask, clock, limits } = means;
  const now = clock();
  if (held !== undefined && now < held.reuseUntil) return held;
  const milliseconds = Math.min(limits.decisionMilliseconds, end - now);
  const check = await ask({ call, correlationId, milliseconds });
  return check.kind === "refused"
    ? { kind: "refused", ending: { result: check.reason, decisionId: check.decisionId } }
    : { kind: "held", allow: check.allow, reuseUntil: now + limits.receiptReuseMilliseconds };
}

type AttemptOutcome = SendOutcome | { readonly kind: "unsigned" };

async function signAndSend(allow: Allow, attempt: Attempt): Promise<AttemptOutcome> {
  const { call, means, end } = attempt;
  const headers = await signedHeaders(allow, attempt);
  if (headers === undefined) return { kind: "unsigned" };
  const { body, bound, to } = call;
  const request = { url: to.url, method: bound.method, headers };
  return send(means.fetch, body.length === 0 ? request : { ...request, body }, {
    milliseconds: Math.min(means.limits.attemptMilliseconds, Math.max(0, end - means.clock())),
    maxResponseBytes: means.limits.maxResponseBytes,
  });
}

/** The signed headers; undefined when there are no credentials in time. */
async function signedHeaders(
  allow: Allow,
  { call, correlationId, means, end }: Attempt,
): Promise<Record<string, string> | undefined> {
  const { credentialsFor, identityTokenFor, clock } = means;
  const { target } = call.to;
  try {
    const [credentials, identityToken] = await withDeadline(Math.max(0, end - clock()), () =>
      Promise.all([credentialsFor(target), identityTokenFor?.(target)]),
    );
    return await signCall(allow, call, { credentials, identityToken, correlationId, clock });
  } catch {
    // The error is dropped: those of credential providers may hold key material.
    return undefined;
  }
}

function endingAfter(
  before: CallEnding,
  { decisionId, policyDigest }: Allow,
  outcome: AttemptOutcome,
): CallEnding {
  return {
    result: resultOf(outcome),
    attempts: before.attempts + (outcome.kind === "unsigned" ? 0 : 1),
    maybeSent: before.maybeSent || !["never-sent", "unsigned"].includes(outcome.kind),
    decisionId,
    policyDigest,
  };
}

function resultOf(outcome: AttemptOutcome): CallResponse | RefusalReason {
  switch (outcome.kind) {
    case "answered":
      return outcome.response;
    case "answer-refused":
      return outcome.reason;
    case "unsigned":
      return "credentials-unavailable";
    case "never-sent":
    case "maybe-sent":
      return "target-unavailable";
  }
}

function mayRetry(outcome: AttemptOutcome, { idempotent }: FrozenCall): boolean {
  switch (outcome.kind) {
    case "answered":
      return idempotent && retriedStatuses.has(outcome.response.status);
    case "answer-refused":
    case "unsigned":
      return false;
    case "never-sent":
      return true;
    case "maybe-sent":
      return idempotent;
  }
}
