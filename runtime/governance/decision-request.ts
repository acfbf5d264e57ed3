import * as z from "zod/mini";
import { sha256Hex } from "../formats";
import { httpMethods } from "../request/headers";
import type { BoundCall } from "../request/request-digest";
import { readGuardedJson } from "./json-guard";

const name = z.string().check(z.minLength(1), z.maxLength(128));

const callSchema = z.strictObject({
  method: z.enum(httpMethods),
  host: z.string().check(z.regex(/^[a-z0-9.-]{1,253}$/)),
  path: z.string().check(z.regex(/^\/[\x21\x22\x24-\x3e\x40-\x7e]{0,1023}$/)),
  query: z.string().check(z.regex(/^[\x21\x22\x24-\x7e]{0,1024}$/)),
  bodySha256: z.string().check(z.regex(sha256Hex)),
});

const requestSchema = z.strictObject({
  service: name,
  intent: name,
  correlationId: z.optional(z.string()),
  resource: z.optional(z.string().check(z.minLength(1), z.maxLength(400))),
  call: z.optional(callSchema),
  onBehalfOf: z.optional(z.array(name)),
});

/** What a caller asks. Every field is an own property, so that none can be inherited from a polluted prototype. */
export interface DecisionRequest {
  /** Who the caller says it is; compared with what the transport verified. */
  readonly service: string;
  /** What it wants to do: an edge of the service graph. */
  readonly intent: string;
  /** Id of the operation it wants to do it with; undefined when intent and call name it. */
  readonly resource: string | undefined;
  /** The call it is about to make; undefined when it only wants to know. */
  readonly call: BoundCall | undefined;
  /** Services it acts for, from the first to its direct caller. */
  readonly onBehalfOf: readonly string[];
}

/** What is wrong with a request: where, by known names only, and a code. Never a value or an unknown name. */
export interface RequestProblem {
  /** Path of known fields, for example `call.host`; empty for the whole request. */
  readonly path: string;
  /** Closed code, of the JSON reader or of the schema. */
  readonly code: string;
}

/** A request that was read, or what is wrong with it; with its correlation id where one can be told. */
export type RequestRead = { readonly correlationId: string | undefined } & (
  | { readonly ok: true; readonly request: DecisionRequest }
  | { readonly ok: false; readonly problems: readonly RequestProblem[] }
);

const maxProblems = 8;

/** Reads the body of a request, text or bytes. Never throws, whatever it is given. */
export function readDecisionRequest(body: unknown): RequestRead {
  const json = readGuardedJson(body);
  if (!json.ok) {
    return {
      ok: false,
      correlationId: undefined,
      problems: [{ path: "", code: json.problem }],
    };
  }
  const correlationId = correlationIdOf(json.value);
  const parsed = requestSchema.safeParse(json.value);
  if (!parsed.success) {
    return {
      ok: false,
      correlationId,
      problems: parsed.error.issues.slice(0, maxProblems).map(known),
    };
  }
  return { ok: true, correlationId, request: ownFields(parsed.data) };
}

function ownFields(data: z.infer<typeof requestSchema>): DecisionRequest {
  const own = <Key extends keyof typeof data>(key: Key) =>
    Object.hasOwn(data, key) ? data[key] : undefined;
  return {
    service: data.service,
    intent: data.intent,
    resource: own("resource"),
    call: own("call"),
    onBehalfOf: own("onBehalfOf") ?? [],
  };
}

/** Log lines of a request that is refused for its form still belong to its chain of calls. */
function correlationIdOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Object.hasOwn(value, "correlationId") || !("correlationId" in value)) return undefined;
  return typeof value.correlationId === "string" ? value.correlationId : undefined;
}

// An unknown key is reported at its parent, so that a path is made of the schema's names and of indexes alone.
const known = ({ path, code }: z.core.$ZodIssue): RequestProblem => ({
  path: path.map(String).join("."),
  code,
});

/** The same, of a text that is not the caller's own: a call cannot be bound to it. */
export function unbound(read: RequestRead): RequestRead {
  if (!read.ok || read.request.call === undefined) return read;
  const problems = [{ path: "call", code: "rewritten" }];
  return { ok: false, correlationId: read.correlationId, problems };
}
