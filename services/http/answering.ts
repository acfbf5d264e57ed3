import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { receivedCorrelation } from "../../runtime/request/received-correlation";
import { type Correlation, withCorrelation } from "../../runtime/telemetry/correlation";
import { failed, type HttpAnswer } from "./answer";
import { readBody } from "./read-body";
import { respond, unparsedAnswer, unparsedStatus } from "./respond";
import type { Router } from "./router";

/** Who is told of what handlers do not see, or do not handle. */
export interface HttpHooks {
  /**
   * Told of each request that is refused before a handler sees it, while its correlation is the current one.
   * @default - nobody is
   */
  readonly onRefused?: (status: number) => void;
  /**
   * Told of what a handler throws, while the request's correlation is the current one.
   * @default - nobody is
   */
  readonly onFailure?: (error: unknown) => void;
}

interface AnsweringOptions extends HttpHooks {
  readonly route: Router;
  readonly maxBodyBytes: number;
  /** Whether the server is about to end, so that each answer is the last of its connection. */
  readonly isClosing: () => boolean;
}

/** Answers what arrives at a server. */
export interface Answering {
  /** Answers one request. */
  serve(message: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Answers bytes that are no request, and ends their connection. */
  serveUnparsed(error: Error, socket: Duplex): void;
}

/** Makes what stands between a server and its handlers. */
export function createAnswering(options: AnsweringOptions): Answering {
  const working = new WeakSet<Duplex>();

  function refused(answer: HttpAnswer): HttpAnswer {
    try {
      options.onRefused?.(answer.status);
    } catch {
      // It is refused all the same.
    }
    return answer;
  }

  async function answerTo(message: IncomingMessage, correlation: Correlation) {
    const routed = options.route(message);
    if ("refusal" in routed) return refused(routed.refusal);
    const body = await readBody(message, options.maxBodyBytes);
    if (body === undefined) return refused(failed(413, "body-too-large"));
    const { method = "", url: rawPath = "", rawHeaders } = message;
    working.add(message.socket);
    try {
      return await routed.handler({ method, rawPath, rawHeaders, body, correlation });
    } catch (error) {
      options.onFailure?.(error);
      return failed(500, "internal");
    } finally {
      working.delete(message.socket);
    }
  }

  return {
    async serve(message, response) {
      const correlation = receivedCorrelation(message.rawHeaders);
      await withCorrelation(correlation, async () => {
        const answer = await answerTo(message, correlation);
        // A body that was not read to its end would be taken for the next request.
        const isLast = options.isClosing() || !message.complete;
        respond(response, { answer, correlationId: correlation.id, isLast });
      });
    },
    serveUnparsed(error, socket) {
      const status = unparsedStatus(error);
      // While a request is worked on, these bytes would be taken for its answer.
      if (status === undefined || working.has(socket) || !socket.writable) {
        socket.destroy();
        return;
      }
      const correlation = receivedCorrelation([]);
      withCorrelation(correlation, () => refused(failed(status, "unparsed")));
      socket.end(unparsedAnswer(status, correlation.id));
    },
  };
}
