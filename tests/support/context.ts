import { resolveConfig } from "../../config/resolve";
import { configSchema } from "../../config/schema";
import type { PlanContext } from "../../plan/context";
import { namesFor } from "../../plan/naming";
import { estateTags } from "../../plan/tags";

/** A complete two-service configuration, as a stack file would hold it. */
export const exampleConfig = {
  environment: "dev",
  network: { cidr: "10.20.0.0/16", zones: ["us-east-1a", "us-east-1b", "us-east-1c"] },
  services: {
    orbit: { tier: "private", port: 8443, secrets: ["api-token"] },
    axon: { tier: "axon-runtime", port: 8443, secrets: ["model-key"] },
  },
  edges: [
    {
      from: "orbit",
      to: "axon",
      operations: [{ method: "POST", path: "/reason", intent: "reason" }],
    },
  ],
  incidentResponse: {
    securityEmail: "security@example.com",
    escalationEmail: "escalation@example.com",
    phone: "+15555550100",
  },
  accountBaseline: "reference",
};

/** A plan context of `exampleConfig` with top-level sections replaced by `overrides`. */
export function planContext(overrides: Readonly<Record<string, unknown>> = {}): PlanContext {
  const config = resolveConfig(configSchema.parse({ ...exampleConfig, ...overrides }));
  const environment = {
    project: "agent-runtime",
    stack: config.environment,
    accountId: "111122223333",
    region: "us-east-1",
    partition: "aws",
  };
  return {
    config,
    environment,
    names: namesFor(environment),
    tags: estateTags(environment, config.environment),
  };
}
