import type { Clock } from "../clock";
import { operationId } from "../governance/bundle";
import { isRetryable, outcomeOf, type RefusalReason } from "../reasons";
import type { ReceiptClaims, SingleUseRegister } from "../receipts/receipt";
import type { ReceiptVerifier } from "../receipts/verifier";
import { type Correlation, withCorrelation } from "../telemetry/correlation";
import { succeeds } from "../telemetry/succeeds";
import type { Telemetry } from "../telemetry/telemetry";
import { type CalleeState, stateRefusal, useRefusal } from "./callee-state";
import type { CallerIdentityReader } from "./caller-identity";
import { contentDigest } from "./content-digest";
import { headerNames } from "./headers";
import { receivedCorrelation } from "./received-correlation";
import { bodySha256, requestDigest } from "./request-digest";
import { headerValues, type RawHeaders, singleHeader } from "./single-header";

/** A request as it was received. */
export interface ReceivedRequest {
  /** HTTP method. */
  readonly method: string;
  /** Request target as received: path and query, still encoded. */
  readonly rawPath: string;
  /** Headers as received, names and values in turn. */
  readonly rawHeaders: RawHeaders;
  /** Body as received, to its end. */
  readonly body: Uint8Array;
  /** Correlation of the request. @default - read from its headers */
  readonly correlation?: Correlation;
}

/** What a callee verifies requests with. */
export interface RequestVerifierOptions extends CalleeState {
  /** Name of the callee. */
  readonly service: string;
  /** Host that callers know the callee by, in lower case, without port. */
  readonly host: string;
  /** Reads who sent a request. */
  readonly identity: CallerIdentityReader;
  /** Verifies receipts for this callee. */
  readonly receipts: ReceiptVerifier;
  /** Remembers used receipts. */
  readonly register: SingleUseRegister;
  /** Where the one event and the counts of each request go. */
  readonly telemetry: Telemetry;
  /** The time. */
  readonly clock: Clock;
}

/** What became of a request. Only `verified: true` lets the callee work on it. */
export type Verification =
  | {
      readonly verified: true;
      /** Service that sent it, as transport and receipt agree. */
      readonly caller: string;
      /** Intent that was decided. */
      readonly intent: string;
      /** Id of the decision, which the logs of all three sides share. */
      readonly decisionId: string;
      readonly correlation: Correlation;
    }
  | {
      readonly verified: false;
      /** Why not. */
      readonly reason: RefusalReason;
      /** Whether the same call may succeed later. */
      readonly retryable: boolean;
      readonly correlation: Correlation;
    };

/** Verifies requests at a callee. */
export interface RequestVerifier {
  /**
   * Verifies one request, and records it as exactly one `request.verified` event. Never throws: what cannot be
   * verified, or not recorded, is refused.
   */
  verify(request: ReceivedRequest): Promise<Verification>;
}

interface Findings {
  readonly caller?: string;
  readonly claims?: ReceiptClaims;
  readonly refusal?: RefusalReason | undefined;
}

/** Makes the verifier of a callee. */
export function createRequestVerifier(options: RequestVerifierOptions): RequestVerifier {
  return {
    async verify(request) {
      const started = options.clock();
      const correlation = request.correlation ?? receivedCorrelation(request.rawHeaders);
      const findings = await examineSafely(options, request, correlation.id);
      const refusal = withCorrelation(correlation, () => record(options, findings, started));
      const { caller, claims } = findings;
      if (refusal !== undefined || caller === undefined || claims === undefined) {
        const reason = refusal ?? "engine-fault";
        return { verified: false, reason, retryable: isRetryable(reason), correlation };
      }
      const { intent, jti: decisionId } = claims;
      return { verified: true, caller, intent, decisionId, correlation };
    },
  };
}

async function examineSafely(
  options: RequestVerifierOptions,
  request: ReceivedRequest,
  correlationId: string,
): Promise<Findings> {
  try {
    return await examine(options, request, correlationId);
  } catch {
    return { refusal: "engine-fault" };
  }
}

/** Cheap checks first. The receipt is used up last, so that no altered copy of a request can use it up. */
async function examine(
  options: RequestVerifierOptions,
  request: ReceivedRequest,
  correlationId: string,
): Promise<Findings> {
  const identity = await options.identity.identify(request.rawHeaders);
  if (!identity.ok) return { refusal: identity.reason };
  const caller = identity.service;
  const receipts = headerValues(request.rawHeaders, headerNames.receipt);
  if (receipts.length > 1) return { caller, refusal: "receipt-invalid" };
  const receipt = options.receipts.verify(receipts[0]);
  if (!receipt.ok) return { caller, refusal: receipt.reason };
  const { claims } = receipt;
  if (claims.sub !== caller) return { caller, claims, refusal: "principal-mismatch" };
  const bodyDigest = bodySha256(request.body);
  const isForThis =
    isBound(options, { ...request, bodyDigest }, claims) && claims.cid === correlationId;
  const refusal =
    bodyRefusal(request, bodyDigest) ??
    (isForThis ? undefined : "request-mismatch") ??
    (await stateRefusal(options, claims)) ??
    (await useRefusal(options.register, claims));
  return { caller, claims, refusal };
}

function bodyRefusal(
  { rawHeaders }: ReceivedRequest,
  bodyDigest: string,
): RefusalReason | undefined {
  const stated = singleHeader(rawHeaders, headerNames.contentDigest);
  return stated === contentDigest(bodyDigest) ? undefined : "body-mismatch";
}

/** Whether a receipt is for the request that was received, in each of its parts. */
function isBound(
  { service, host }: RequestVerifierOptions,
  { method, rawPath, rawHeaders, bodyDigest }: ReceivedRequest & { readonly bodyDigest: string },
  { operation, req }: ReceiptClaims,
): boolean {
  const target = splitTarget(rawPath);
  if (target === undefined || hostOf(rawHeaders) !== host) return false;
  const call = { method, host, ...target, bodySha256: bodyDigest };
  return (
    operation === operationId(service, method, target.path) &&
    requestDigest(call, operation) === req
  );
}

function hostOf(headers: RawHeaders): string | undefined {
  return /^([^:]+)(?::\d{1,5})?$/.exec(singleHeader(headers, "host") ?? "")?.[1];
}

/** Path and query; undefined for a question mark with nothing behind it, which no digest would tell. */
function splitTarget(target: string) {
  const [, path, mark, query = ""] = /^(\/[^?]*)(\?(.*))?$/s.exec(target) ?? [];
  return path === undefined || mark === "?" ? undefined : { path, query };
}

/** Writes counts and then the one event. Why the request is refused; undefined when it is not. */
function record(
  options: RequestVerifierOptions,
  findings: Findings,
  started: number,
): RefusalReason | undefined {
  const { service, telemetry, clock } = options;
  const { caller, claims } = findings;
  const isCounted = succeeds(() => {
    count(telemetry, findings.refusal);
  });
  const refusal = isCounted ? findings.refusal : "audit-failed";
  const isRecorded = succeeds(() => {
    telemetry.record({
      event_type: "request.verified",
      decision: refusal === undefined ? "allow" : outcomeOf(refusal),
      reason: refusal ?? "permitted",
      decision_id: claims?.jti,
      caller,
      callee: service,
      intent: claims?.intent,
      operation: claims?.operation,
      request_digest: claims?.req,
      policy_digest: claims?.pol,
      duration_ms: clock() - started,
    });
  });
  return isRecorded ? refusal : "audit-failed";
}

/** Counts before the event is written, so that the event tells the outcome that counts. */
function count(telemetry: Telemetry, refusal: RefusalReason | undefined): void {
  telemetry.count(refusal === undefined ? "Allowed" : "Refused", refusal ?? "permitted");
  if (refusal === "replayed") telemetry.count("Replayed", refusal);
}
