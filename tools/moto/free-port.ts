import { once } from "node:events";
import { createServer } from "node:net";

/** A loopback port that nobody listens on now, for programs that cannot take port 0. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  server.close();
  await once(server, "close");
  if (port === undefined) throw new Error("There is no free port.");
  return port;
}
