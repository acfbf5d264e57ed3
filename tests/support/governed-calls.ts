import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { DecisionPoint } from "../../runtime/request/decision-client";
import {
  createGovernedCaller,
  type GovernedCallerOptions,
} from "../../runtime/request/governed-call";
import { type BoundCall, requestDigest } from "../../runtime/request/request-digest";
import type { Fetch } from "../../runtime/request/send";
import type { Target } from "../../runtime/request/targets";
import type { SecurityEvent } from "../../runtime/telemetry/events";
import type { Telemetry } from "../../runtime/telemetry/telemetry";
import { httpsFetch } from "../../tools/demo/https-fetch";
import { makeAuthority } from "../../tools/demo/tls";

/** Credentials that mean nothing anywhere. */
export const testCredentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  sessionToken: "session-token-of-a-test",
};

/** A request as a test server received it. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a test server does with a request. */
export type Answer = (response: ServerResponse, arrived: Arrived) => unknown;

/** An https server on a free loopback port that keeps what arrives. */
export interface TestServer {
  readonly port: number;
  readonly url: string;
  readonly arrived: Arrived[];
  readonly fetch: Fetch;
  /** What it answers next, one for each request; then 200 `{}`. */
  readonly answers: Answer[];
  close(): Promise<void>;
}

/** Starts a test server with a certificate of its own authority. */
export async function startServer(): Promise<TestServer> {
  const authority = await makeAuthority();
  const agent = new Agent({ keepAlive: true });
  const arrived: Arrived[] = [];
  const answers: Answer[] = [];
  const server = createServer(await authority.issue(["localhost"]), (request, response) => {
    void read(request).then((received) => {
      arrived.push(received);
      const answer = answers.shift() ?? ((plain) => plain.end("{}"));
      answer(response, received);
    });
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    ...{ port, arrived, answers, url: `https://localhost:${String(port)}` },
    fetch: httpsFetch({ ca: authority.cert, agent }),
    async close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function read(request: IncomingMessage): Promise<Arrived> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  const { method = "", url = "", headers } = request;
  const named = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return {
    ...{ method, url, body: Buffer.concat(chunks).toString() },
    headers: Object.fromEntries(named) as Record<string, string>,
  };
}

/** A question as governance reads it. */
export interface Question {
  readonly service: string;
  readonly intent: string;
  readonly correlationId: string;
  readonly resource: string;
  readonly call: BoundCall;
  readonly onBehalfOf?: readonly string[];
}

/** The answer of a governance that allows, with fields changed by a test. */
export function allowing(
  question: string,
  changes: Readonly<Record<string, unknown>> = {},
): string {
  const { correlationId, call, resource } = JSON.parse(question) as Question;
  return JSON.stringify({
    allowed: true,
    reason: "permitted",
    decisionId: "decision-0001",
    correlationId,
    requestDigest: requestDigest(call, resource),
    policyDigest: "a".repeat(64),
    receipt: "receipt.of.test",
    retryable: false,
    ...changes,
  });
}

/** The answer of a governance that denies. */
export const denying = (question: string, reason = "no-permit"): string =>
  allowing(question, { allowed: false, reason, receipt: undefined });

/** A governance that answers each question by a function, and keeps the questions. */
export function decisionPoint(
  answer: (question: string, signal: AbortSignal) => string | Promise<string> = (question) =>
    allowing(question),
): DecisionPoint & { readonly questions: Question[] } {
  const questions: Question[] = [];
  return {
    questions,
    ask(question, signal) {
      questions.push(JSON.parse(question) as Question);
      return Promise.resolve().then(() => answer(question, signal));
    },
  };
}

/** Telemetry that keeps everything. */
export interface Recorder extends Telemetry {
  readonly events: SecurityEvent[];
  readonly data: unknown[];
  readonly counts: string[];
}

/** Telemetry in memory. */
export function recorder(): Recorder {
  const events: SecurityEvent[] = [];
  const data: unknown[] = [];
  const counts: string[] = [];
  return {
    ...{ events, data, counts },
    record(event, given) {
      events.push(event);
      data.push(given);
    },
    count(metric, reason) {
      counts.push(`${metric} ${reason}`);
    },
  };
}

/** The one target of a test server. */
export const targetOf = (server: Pick<TestServer, "port">): Target => ({
  service: "axon",
  host: "localhost",
  port: server.port,
  signing: "vpc-lattice-svcs",
  region: "us-east-1",
});

/** A caller of a test server that waits for nothing, and what it is made of. */
export function callerOf(server: TestServer, changes: Partial<GovernedCallerOptions> = {}) {
  const point = decisionPoint();
  const telemetry = recorder();
  const caller = createGovernedCaller({
    service: "orbit",
    targets: [targetOf(server)],
    decisionPoint: point,
    credentialsFor: () => Promise.resolve(testCredentials),
    telemetry,
    clock: Date.now,
    fetch: server.fetch,
    wait: () => sleep(1),
    ...changes,
  });
  return { caller, point, telemetry };
}

/** A call of the test server. */
export const callTo = (server: Pick<TestServer, "url">, path = "/reason") =>
  ({ intent: "reason", method: "POST", url: `${server.url}${path}`, body: "{}" }) as const;

/** What a call that must be denied differs in. */
interface DeniedCall {
  readonly changes: Partial<GovernedCallerOptions>;
  readonly request: object;
}

/** Makes one call that must be denied: nothing is sent or signed, one event, one count of a denial. */
export async function assertDeniedCall(
  server: TestServer,
  reason: string,
  { changes, request }: DeniedCall,
) {
  let credentialsUsed = 0;
  const credentialsFor = () => {
    credentialsUsed += 1;
    return Promise.resolve(testCredentials);
  };
  const { caller, telemetry } = callerOf(server, { credentialsFor, ...changes });
  const result = await caller.call({ ...callTo(server), ...request });
  assert.ok(result.outcome === "refused");
  assert.deepEqual([result.reason, result.attempts, result.maybeSent], [reason, 0, false]);
  assert.deepEqual([credentialsUsed, server.arrived.length, telemetry.events.length], [0, 0, 1]);
  const denials = telemetry.counts.filter((count) => !count.startsWith("Errors"));
  assert.deepEqual(denials, [`Denied ${reason}`]);
  return { result, telemetry };
}

/** Never ends; its timer ends with the test process. */
export const never = <Result>(): Promise<Result> =>
  new Promise(() => {
    /* Nobody settles it. */
  });
