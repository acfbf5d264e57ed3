import { operationId } from "../governance/bundle";
import type { RefusalReason } from "../reasons";
import { freezeBody } from "./content-digest";
import { type HttpMethod, httpMethods } from "./headers";
import { type OutgoingHeaders, sortHeaders } from "./outgoing-headers";
import { type BoundCall, bodySha256, requestDigest } from "./request-digest";
import type { AllowedUrl } from "./targets";

/** A call that a program wants to make. */
export interface CallRequest {
  /** Name of the intent, which the service graph allows or not. */
  readonly intent: string;
  /** HTTP method. */
  readonly method: HttpMethod;
  /** URL: https, and one of the targets. */
  readonly url: string;
  /** Body: bytes or text, not a stream. @default - none */
  readonly body?: Uint8Array | string;
  /** Headers of the program's own. @default - none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Services on whose behalf the caller acts, from the origin to its direct predecessor. @default - none */
  readonly onBehalfOf?: readonly string[];
  /** Whether doing it twice is as good as once, so that it may be repeated. @default - GET, HEAD, PUT and DELETE are */
  readonly idempotent?: boolean;
}

/** A call whose every byte is fixed. */
export interface FrozenCall {
  /** Where it goes. */
  readonly to: AllowedUrl;
  /** Intent. */
  readonly intent: string;
  /** Operation, `<callee>:<METHOD>:<path>`. */
  readonly operation: string;
  /** What the decision is about. */
  readonly bound: BoundCall;
  /** Digest of all of it. */
  readonly digest: string;
  /** Body. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** The program's headers. */
  readonly headers: OutgoingHeaders;
  /** Services on whose behalf. */
  readonly onBehalfOf: readonly string[] | undefined;
  /** Whether it may be repeated. */
  readonly idempotent: boolean;
}

/** How calls are fixed. */
export interface FreezeOptions {
  /** Finds the target of a URL. */
  readonly findTarget: (url: string) => AllowedUrl | undefined;
  /** Longest body, in bytes. */
  readonly maxBodyBytes: number;
}

const idempotentMethods: ReadonlySet<string> = new Set(["GET", "HEAD", "PUT", "DELETE"]);
const bodilessMethods: ReadonlySet<string> = new Set(["GET", "HEAD"]);

/** Fixes a call, or says why it is not made: `target-refused` or `invalid-request`. Never throws. */
export function freezeCall(
  request: CallRequest,
  options: FreezeOptions,
): FrozenCall | RefusalReason {
  try {
    return freeze(request, options);
  } catch {
    // A stream as body, or something that is no request at all.
    return "invalid-request";
  }
}

function freeze(
  request: CallRequest,
  { findTarget, maxBodyBytes }: FreezeOptions,
): FrozenCall | RefusalReason {
  const to = findTarget(request.url);
  if (to === undefined) return "target-refused";
  const { intent, method, idempotent = idempotentMethods.has(method) } = request;
  const onBehalfOf = request.onBehalfOf && [...request.onBehalfOf];
  const headers = sortHeaders(request.headers ?? {});
  const body = freezeBody(request.body);
  const maxBytes = bodilessMethods.has(method) ? 0 : maxBodyBytes;
  if (headers === undefined || body.length > maxBytes) return "invalid-request";
  if (!isValid({ intent, method, onBehalfOf })) return "invalid-request";
  const { path, query, target } = to;
  const bound = { method, host: target.host, path, query, bodySha256: bodySha256(body) };
  const operation = operationId(target.service, method, path);
  const digest = requestDigest(bound, operation);
  return { to, intent, operation, bound, digest, body, headers, onBehalfOf, idempotent };
}

/** JavaScript callers can pass what the types forbid; methods are case-sensitive (RFC 9110, section 9.1). */
function isValid(request: Pick<FrozenCall, "intent" | "onBehalfOf"> & { method: HttpMethod }) {
  const { intent, method, onBehalfOf = [] } = request;
  const isName = (name: unknown) => typeof name === "string" && name !== "" && name.length <= 128;
  return httpMethods.includes(method) && [intent, ...onBehalfOf].every(isName);
}
