import assert from "node:assert/strict";
import { checkHealth } from "../../../services/healthcheck/health";
import { createHttpServer } from "../../../services/http/server";
import { loadTls } from "../../../services/http/tls";

describe("health", () => {
  it("is good while the service answers its health, and not once it has closed", async () => {
    const tls = await loadTls({ kind: "self-signed", name: "localhost" });
    const server = createHttpServer({ tls, routes: {} });
    const port = await server.listen(0, "127.0.0.1");
    assert.equal(await checkHealth(port), true);
    await server.close();
    assert.equal(await checkHealth(port), false);
  });
});
