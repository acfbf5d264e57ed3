/**
 * Plays AWS Lambda for one function, in a process of its own: invocations over HTTPS, the identity of the caller from
 * the signed token it brings, and an alias per caller that nobody else may invoke.
 */
import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import * as z from "zod/mini";
import type { Handler } from "../../lambdas/governance/create-handler";
import type { CallerIdentityReader } from "../../runtime/request/caller-identity";
import { headerNames } from "../../runtime/request/headers";
import { createWebIdentityReader } from "../../runtime/request/web-identity";
import { bodyOf } from "./body";
import { listenOnLoopback } from "./loopback";

const text = z.string();

/** What the host is told in its variable `LAMBDA_HOST`. */
export const lambdaHostSettings = z.object({
  /** File of the built function. */
  handlerFile: text,
  /** Files of certificate and private key. */
  certFile: text,
  keyFile: text,
  /** ARN of the function, without alias. */
  functionArn: text,
  /** Services with an alias each. */
  aliases: z.array(text),
  /** Who callers are proven by. */
  issuer: text,
  audience: text,
  jwks: z.object({ keys: z.array(z.catchall(z.object({ kty: z.literal("EC") }), text)) }),
  /** Roles of the callers. */
  roles: z.object({
    partition: text,
    accountId: text,
    roleNames: z.record(text, z.array(text)),
  }),
});

/** Settings of the host. */
export type LambdaHostSettings = z.output<typeof lambdaHostSettings>;

/** What the parent process tells the host: whether it stops answering. */
export const hostCommand = z.object({ hang: z.boolean() });

const invocation = /^\/2015-03-31\/functions\/([^/?]+)\/invocations/;

async function runHost(settings: LambdaHostSettings): Promise<void> {
  let isHanging = false;
  const load = createRequire(settings.handlerFile);
  const { handler } = load(settings.handlerFile) as { readonly handler: Handler };
  const { issuer, audience, jwks, roles } = settings;
  const callers = remembering(
    createWebIdentityReader({ issuer, audience, jwks, roles, clock: Date.now }),
  );
  const functionName = settings.functionArn.slice(settings.functionArn.lastIndexOf(":") + 1);

  async function invoke(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const invokedFunctionArn = decodeURIComponent(invocation.exec(request.url ?? "")?.[1] ?? "");
    const body = await bodyOf(request);
    // As when the function's instances are stuck: the connection stays open, and nothing ever comes.
    if (isHanging) return;
    const caller = await callers(String(request.headers["x-amz-security-token"]));
    const isCallers =
      caller !== undefined &&
      settings.aliases.includes(caller) &&
      invokedFunctionArn === `${settings.functionArn}:${caller}`;
    if (!isCallers) {
      refuse(response, 403, "AccessDeniedException");
      return;
    }
    const event: unknown = JSON.parse(body.toString("utf8"));
    const answer = await handler(event, { invokedFunctionArn, functionName });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  }

  const tls = { key: readFileSync(settings.keyFile), cert: readFileSync(settings.certFile) };
  const server = https.createServer(tls, (request, response) => {
    invoke(request, response).catch(() => {
      refuse(response, 500, "ServiceException");
    });
  });
  server.keepAliveTimeout = 60_000;
  const listening = await listenOnLoopback(server);
  process.on("message", (message) => {
    isHanging = hostCommand.parse(message).hang;
    process.send?.({ hang: isHanging });
  });
  const end = () => void listening.close().then(() => process.exit());
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  process.once("disconnect", end);
  process.stderr.write(`${JSON.stringify({ message: "listening", port: listening.port })}\n`);
}

const rememberedMilliseconds = 10_000;

/** Session tokens outlast many invocations, and AWS's own check of them costs its callers nothing. */
function remembering(reader: CallerIdentityReader) {
  const known = new Map<string, string>();
  setInterval(() => {
    known.clear();
  }, rememberedMilliseconds).unref();
  return async (token: string): Promise<string | undefined> => {
    const service = known.get(token);
    if (service !== undefined) return service;
    const caller = await reader.identify([headerNames.webIdentityToken, token]);
    if (!caller.ok) return undefined;
    known.set(token, caller.service);
    return caller.service;
  };
}

function refuse(response: ServerResponse, status: number, type: string): void {
  response.writeHead(status, { "x-amzn-errortype": type, "content-type": "application/json" });
  response.end(JSON.stringify({ Type: "User", message: type }));
}

if (require.main === module) {
  void runHost(lambdaHostSettings.parse(JSON.parse(process.env["LAMBDA_HOST"] ?? "{}")));
}
