import type { RefusalReason } from "../reasons";
import { requestDigest } from "../request/request-digest";
import type { DecisionRequest, RequestRead } from "./decision-request";
import { isKnownChain } from "./delegation";
import type { TransportIdentity } from "./identity";
import type { Operation } from "./lookups";
import { operationOf } from "./operation";
import type { Ready } from "./readiness";

/** Names of the estate that a request turned out to be about; each was looked up, none is a caller's text. */
export interface DecisionFacts {
  /** Service that the transport verified. */
  readonly caller?: string;
  /** Intent, when some operation has it. */
  readonly intent?: string;
  /** Operation that is wanted. */
  readonly operation?: Operation;
  /** Digest of the call, when one is bound to the request. */
  readonly requestDigest?: string;
}

/** A request whose form, identity and names are in order. */
export interface Subject {
  /** Verified caller. */
  readonly caller: string;
  /** Operation that is wanted. */
  readonly operation: Operation;
  /** Intent that it is wanted for. */
  readonly intent: string;
  /** Services that the caller acts for; all exist, and each may call the next. */
  readonly onBehalfOf: readonly string[];
  /** Digest of the call; undefined when none is bound. */
  readonly requestDigest: string | undefined;
}

/** A request to examine. */
export interface Examinee {
  /** Request as it was read. */
  readonly read: RequestRead;
  /** What the transport verified; undefined when it verified nobody. */
  readonly identity: TransportIdentity | undefined;
}

/** What an examination found; text of the caller is in `data` alone. */
export type Examination = {
  /** What is known for the log. */
  readonly facts: DecisionFacts;
  /** What the caller said, or what is wrong with it. */
  readonly data?: Readonly<Record<string, unknown>>;
} & (
  | { readonly ok: true; readonly subject: Subject }
  | { readonly ok: false; readonly reason: RefusalReason }
);

/** Compares a request with what exists and with what the transport verified. It asks no policy. */
export function examine(ready: Ready, { read, identity }: Examinee): Examination {
  const caller = identity === undefined ? undefined : ready.serviceOf(identity);
  const known = caller === undefined ? {} : { caller };
  if (!read.ok) {
    return {
      ok: false,
      reason: "invalid-request",
      facts: known,
      data: { problems: read.problems },
    };
  }
  const { service } = read.request;
  const data = { service, ...(identity === undefined ? {} : { identity }) };
  if (identity === undefined) return { ok: false, reason: "identity-missing", facts: known, data };
  if (caller === undefined) return { ok: false, reason: "identity-unknown", facts: known, data };
  if (!ready.lookups.services.has(service)) {
    return { ok: false, reason: "unknown-service", facts: known, data };
  }
  if (service !== caller) return { ok: false, reason: "principal-mismatch", facts: known, data };
  return examineNames(ready, caller, read.request);
}

function examineNames({ lookups }: Ready, caller: string, request: DecisionRequest): Examination {
  const { intent, resource, call, onBehalfOf } = request;
  const operation = operationOf(lookups, caller, request);
  if (typeof operation === "string") {
    const known = lookups.intents.has(intent) ? { intent } : {};
    return {
      ok: false,
      reason: operation,
      facts: { caller, ...known },
      data: { intent, resource },
    };
  }
  const digest = call === undefined ? undefined : requestDigest(call, operation.id);
  const facts = {
    caller,
    intent,
    operation,
    ...(digest === undefined ? {} : { requestDigest: digest }),
  };
  if (!isKnownChain(lookups, { onBehalfOf, caller, callee: operation.callee })) {
    return { ok: false, reason: "delegation-invalid", facts, data: { onBehalfOf } };
  }
  const data = onBehalfOf.length === 0 ? {} : { data: { onBehalfOf } };
  return {
    ok: true,
    subject: { caller, operation, intent, onBehalfOf, requestDigest: digest },
    facts,
    ...data,
  };
}
