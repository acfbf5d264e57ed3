import type { Clock } from "../../runtime/clock";
import { rotationFailures } from "../../runtime/telemetry/rotation-failures";
import type { Telemetry } from "../../runtime/telemetry/telemetry";
import type { Settings } from "./environment";
import { parseRotationEvent } from "./event";
import { RotationFailure, shownFailure } from "./failure";
import type { Patience } from "./patience";
import { type RotationRequest, rotate } from "./rotation";
import type { SecretStore } from "./store";
import { type TargetTools, targetOf } from "./targets";

/** What the handler is made of. */
export interface HandlerDependencies extends TargetTools {
  /** Which secrets rotate, and how. */
  readonly strategyOf: Settings["strategyOf"];
  /** Secrets Manager. */
  readonly store: SecretStore;
  /** Where each step is recorded. */
  readonly telemetry: Telemetry;
  /** Time. */
  readonly clock: Clock;
  /** Waits. */
  readonly sleep: Patience["sleep"];
}

/** What Lambda tells about an invocation. */
export interface InvocationContext {
  /** Milliseconds until Lambda ends it. */
  getRemainingTimeInMillis(): number;
}

/** Entry point: Secrets Manager invokes it once per step. */
export type Handler = (event: unknown, context: InvocationContext) => Promise<void>;

/** Time that the last attempt of a test may take after its start: a connection and what follows. */
const reservedMilliseconds = 12_000;

const longestTestMilliseconds = 60_000;

/**
 * Makes the handler.
 * @throws RotationFailure from each invocation that did not do its step.
 */
export function createHandler(dependencies: HandlerDependencies): Handler {
  const { telemetry, clock } = dependencies;
  return async (event, context) => {
    const start = clock();
    let request: RotationRequest | undefined;
    let failure: RotationFailure | undefined;
    try {
      request = parseRotationEvent(event);
      await perform(dependencies, request, context);
    } catch (error) {
      failure = shownFailure(error);
    }
    telemetry.record({
      event_type: "secret.rotation",
      phase: failure === undefined ? "done" : rotationFailures[failure.reason].outcome,
      ...(request !== undefined && knownOf(request)),
      ...(failure !== undefined && { failure: failure.reason }),
      duration_ms: clock() - start,
    });
    if (failure !== undefined) throw failure;
  };
}

async function perform(
  { strategyOf, store, clock, sleep, ...tools }: HandlerDependencies,
  request: RotationRequest,
  context: InvocationContext,
): Promise<void> {
  const strategy = strategyOf(request.secretId);
  if (strategy === undefined) throw new RotationFailure("secret-not-listed");
  const remaining = context.getRemainingTimeInMillis() - reservedMilliseconds;
  const budgetMilliseconds = Math.max(0, Math.min(remaining, longestTestMilliseconds));
  const patience = { clock, sleep, budgetMilliseconds };
  await rotate({ store, target: targetOf(strategy, tools), patience }, request);
}

const knownOf = ({ secretId, token, step }: RotationRequest) => ({
  step,
  secret: secretId.slice(-200),
  version: token.slice(0, 64),
});
