import type { AskedDecision } from "../../runtime/governance/governance";
import type { TransportIdentity } from "../../runtime/governance/identity";
import { maxTextBytes } from "../../runtime/governance/json-limits";
import { headerNames } from "../../runtime/request/headers";
import type { IdentitySource } from "./environment";

/** What Lambda says about an invocation. */
export interface InvocationContext {
  /** ARN that was invoked, with the alias if there was one. */
  readonly invokedFunctionArn: string;
  /** Name of the function. */
  readonly functionName: string;
}

/** Field of an object that is its own; nothing inherited counts. */
function own(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null) return undefined;
    current = Object.getOwnPropertyDescriptor(current, key)?.value;
  }
  return current;
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

/** Whether an event comes from VPC Lattice, a function URL or an HTTP API, and so wants an HTTP answer. */
export const isHttpEvent = (event: unknown): boolean =>
  typeof event === "object" && event !== null && Object.hasOwn(event, "requestContext");

/** Reads the question out of an event of any shape. Never throws: what cannot be read is a question without a body. */
export function askedBy(
  event: unknown,
  context: InvocationContext,
  source: IdentitySource,
): AskedDecision {
  try {
    return readEvent(event, context, source);
  } catch {
    return { body: undefined, identity: undefined };
  }
}

function readEvent(
  event: unknown,
  context: InvocationContext,
  source: IdentitySource,
): AskedDecision {
  const identity = identityOf(event, context, source);
  const isBare = !isHttpEvent(event) && own(event, "body") === undefined;
  if (isBare) return { body: JSON.stringify(event), form: "rewritten", identity };
  return { body: bodyOf(event), identity, correlation: correlationOf(event) };
}

/**
 * The identity comes from the one place that is configured. The rest of an event is the caller's text when it may
 * invoke the function itself, however much it looks like a gateway's.
 */
function identityOf(
  event: unknown,
  { invokedFunctionArn, functionName }: InvocationContext,
  source: IdentitySource,
): TransportIdentity | undefined {
  if (source === "alias") return { kind: "alias", invokedArn: invokedFunctionArn, functionName };
  const arn =
    source === "lattice"
      ? text(own(event, "requestContext", "identity", "principal"))
      : text(own(event, "requestContext", "authorizer", "iam", "userArn"));
  return arn === undefined ? undefined : { kind: "principal", arn };
}

function bodyOf(event: unknown): unknown {
  const body = own(event, "body");
  const flag = own(event, "isBase64Encoded");
  if (flag === undefined || flag === false) return body;
  if (flag !== true || typeof body !== "string") return undefined;
  // Too large in either form: not worth decoding.
  if (body.length > 2 * maxTextBytes) return body;
  const bytes = Buffer.from(body, "base64");
  return bytes.toString("base64") === body ? bytes : undefined;
}

function correlationOf(event: unknown): {
  id: string | undefined;
  traceparent: string | undefined;
} {
  return {
    id: text(own(event, "headers", headerNames.correlationId)),
    traceparent: text(own(event, "headers", "traceparent")),
  };
}
