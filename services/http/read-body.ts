import type { IncomingMessage } from "node:http";

/**
 * Reads a body to its end; undefined when it is longer than allowed. What is left of it is not read then.
 * @throws when the connection ends before the body does.
 */
export async function readBody(
  message: IncomingMessage,
  maxBytes: number,
): Promise<Uint8Array | undefined> {
  if (Number(message.headers["content-length"] ?? 0) > maxBytes) return undefined;
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let bytes = 0;
    message.on("data", (chunk: Uint8Array) => {
      bytes += chunk.length;
      chunks.push(chunk);
      if (bytes <= maxBytes) return;
      message.pause();
      resolve(undefined);
    });
    message.once("end", () => {
      resolve(Buffer.concat(chunks));
    });
    message.once("close", () => {
      reject(new Error("the connection ended before the body"));
    });
    message.once("error", reject);
  });
}
