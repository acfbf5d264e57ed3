import https from "node:https";

/** Whether the service in this container answers `GET /healthz` with status 200 in time. Never throws. */
export function checkHealth(port: number, milliseconds = 2000): Promise<boolean> {
  return new Promise((resolve) => {
    const request = https.get(
      {
        host: "127.0.0.1",
        port,
        path: "/healthz",
        // It asks its own container over loopback, where a certificate proves nothing.
        rejectUnauthorized: false,
        agent: false,
        timeout: milliseconds,
      },
      (response) => {
        resolve(response.statusCode === 200);
        response.destroy();
      },
    );
    request.once("timeout", () => request.destroy());
    request.once("error", () => {
      resolve(false);
    });
  });
}
