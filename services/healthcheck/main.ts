import { checkHealth } from "./health";

void checkHealth(Number(process.env["PORT"] ?? "8443")).then((isHealthy) => {
  process.exitCode = isHealthy ? 0 : 1;
});
