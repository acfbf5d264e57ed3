import type { Config } from "../config/resolve";
import type { Environment } from "./environment";
import { type Names, namesFor } from "./naming";
import { estateTags, type Tags } from "./tags";

/** What every domain's planner starts from. */
export interface PlanContext {
  /** The validated configuration, with every default filled in. */
  readonly config: Config;
  /** Project, stack, account and Region. */
  readonly environment: Environment;
  /** Physical names and deterministic ARNs. */
  readonly names: Names;
  /** Tags every resource carries. */
  readonly tags: Tags;
}

/** The context of a configuration in its surroundings. */
export const contextOf = (config: Config, environment: Environment): PlanContext => ({
  config,
  environment,
  names: namesFor(environment),
  tags: estateTags(environment, config.environment),
});
