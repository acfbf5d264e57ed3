import { checkServiceGraph } from "./checks";
import { checkDetectors } from "./detector-checks";
import { checkEdgeAuth } from "./edge-auth-checks";
import { explainIssue } from "./explain";
import { checkGovernance } from "./governance-checks";
import { identitySchema } from "./identity";
import { checkDeployers, checkIdentity } from "./identity-checks";
import type { ConfigIssue } from "./issues";
import { configJsonSchema, knownKeysAt } from "./json-schema";
import type { Config } from "./resolve";
import { resolveConfig } from "./resolve";
import type { WrittenConfig } from "./schema";
import { configSchema } from "./schema";
import { edgesSchema, servicesSchema } from "./services";

/** What parsing gives: the resolved configuration, or every problem found. */
export type ParsedConfig =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly issues: readonly ConfigIssue[] };

/** A check that needs the whole configuration, for example that all subnets fit the block. */
export type ConfigCheck = (config: Config) => readonly ConfigIssue[];

/**
 * Validates a configuration value. Schema problems and graph problems are reported together; `checks`
 * run once the schema holds, because they need every value to be well-formed.
 */
export function parseConfig(input: unknown, checks: readonly ConfigCheck[] = []): ParsedConfig {
  const result = configSchema.safeParse(input);
  if (!result.success) {
    const schema = configJsonSchema();
    const knownKeys = (path: readonly PropertyKey[]) => knownKeysAt(schema, path);
    const explained = result.error.issues.flatMap((issue) =>
      explainIssue(issue, { input, knownKeys }),
    );
    const readable = [...checkReadableGraph(input), ...checkReadableIdentity(input)];
    return { ok: false, issues: [...explained, ...readable].sort(byPath) };
  }
  return checkParsed(result.data, checks);
}

function checkParsed(written: WrittenConfig, checks: readonly ConfigCheck[]): ParsedConfig {
  const config = resolveConfig(written);
  const issues = [
    ...checkServiceGraph(written),
    ...checkEdgeAuth(written),
    ...checkGovernance(config),
    ...checkIdentity(written.identity),
    ...checkDeployers(written),
    ...checkDetectors(config),
    ...checks.flatMap((check) => check(config)),
  ];
  return issues.length === 0 ? { ok: true, config } : { ok: false, issues: issues.sort(byPath) };
}

// The graph is checked even when another section is wrong, so that one run shows every problem.
function checkReadableGraph(input: unknown): readonly ConfigIssue[] {
  if (typeof input !== "object" || input === null) return [];
  const services = servicesSchema.safeParse("services" in input ? input.services : undefined);
  const edges = edgesSchema.safeParse("edges" in input ? input.edges : undefined);
  if (!services.success || !edges.success) return [];
  return checkServiceGraph({ services: services.data, edges: edges.data });
}

function checkReadableIdentity(input: unknown): readonly ConfigIssue[] {
  if (typeof input !== "object" || input === null || !("identity" in input)) return [];
  const identity = identitySchema.safeParse(input.identity);
  return identity.success ? checkIdentity(identity.data) : [];
}

const byPath = (left: ConfigIssue, right: ConfigIssue): number =>
  left.path < right.path ? -1 : left.path > right.path ? 1 : 0;
