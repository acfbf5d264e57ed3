import http2 from "node:http2";
import { type Listening, listenOnLoopback } from "./loopback";
import type { ServerCertificate } from "./tls";

/** Plays a model of Amazon Bedrock, and counts how often it was asked: the work that axon did. */
export interface Model extends Listening {
  /** Address of the service. */
  readonly endpoint: string;
  /** Times it was asked. */
  readonly asked: () => number;
}

const answer = {
  output: { message: { role: "assistant", content: [{ text: "Reasoned." }] } },
  stopReason: "end_turn",
  usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
  metrics: { latencyMs: 1 },
};

/** Starts the model. */
export async function startModel(tls: ServerCertificate): Promise<Model> {
  let asked = 0;
  const server = http2.createSecureServer({ ...tls, allowHTTP1: true }, (request, response) => {
    request.resume();
    request.once("end", () => {
      asked += 1;
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer));
    });
  });
  const listening = await listenOnLoopback(server);
  const endpoint = `https://127.0.0.1:${String(listening.port)}`;
  return { ...listening, endpoint, asked: () => asked };
}
