import { readConfig } from "../config/load";
import type { PlanContext } from "../plan/context";
import { partitionOf } from "../plan/environment";
import { namesFor } from "../plan/naming";
import { estateTags } from "../plan/tags";
import { readStack } from "../preview/stack-file";

/**
 * What plans of a stack are made from, as its files say it; nobody is asked.
 * @throws {UsageError} when the stack file cannot be understood.
 * @throws {ConfigError} when the configuration is invalid.
 */
export function stackContext(directory: string, stack: string): PlanContext {
  const { project, config: values, secretKeys } = readStack(directory, stack);
  const isSecret = (key: string) => secretKeys.includes(key);
  const { config, provider } = readConfig(values, { project, checks: [], isSecret });
  const environment = { project, stack, ...provider, partition: partitionOf(provider.region) };
  return {
    config,
    environment,
    names: namesFor(environment),
    tags: estateTags(environment, config.environment),
  };
}
