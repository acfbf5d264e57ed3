import type { DecisionAnswer } from "../../runtime/governance/answer";
import type { Governance } from "../../runtime/governance/governance";
import type { IdentitySource } from "./environment";
import { askedBy, type InvocationContext, isHttpEvent } from "./event";

/** What the handler is made of. */
export interface HandlerDependencies {
  /** Decides. */
  readonly governance: Governance;
  /** Where the caller's identity is taken from. */
  readonly identitySource: IdentitySource;
}

/** An answer as VPC Lattice, function URLs and HTTP APIs take it. */
export interface HttpAnswer {
  /** 200 for a decision, 400 for a request that could not be read. */
  readonly statusCode: number;
  /** Headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** The answer in JSON. */
  readonly body: string;
  /** The body is text. */
  readonly isBase64Encoded: false;
}

/** What a heartbeat answers. */
export interface HeartbeatAnswer {
  /** Whether governance is alive. */
  readonly alive: boolean;
}

/** Entry point of the function. */
export type Handler = (
  event: unknown,
  context: InvocationContext,
) => Promise<DecisionAnswer | HttpAnswer | HeartbeatAnswer>;

/** Makes the handler: decisions for everyone, and a heartbeat for who may invoke the alias of that name. */
export function createHandler({ governance, identitySource }: HandlerDependencies): Handler {
  return async (event, context) => {
    if (isHeartbeat(context)) return { alive: governance.heartbeat() };
    const answer = await governance.handle(askedBy(event, context, identitySource));
    return isHttpEvent(event) ? httpAnswer(answer) : answer;
  };
}

const isHeartbeat = ({ invokedFunctionArn, functionName }: InvocationContext): boolean =>
  invokedFunctionArn.endsWith(`:function:${functionName}:heartbeat`);

function httpAnswer(answer: DecisionAnswer): HttpAnswer {
  return {
    statusCode: answer.reason === "invalid-request" ? 400 : 200,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(answer),
    isBase64Encoded: false,
  };
}
