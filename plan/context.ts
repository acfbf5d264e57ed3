import type { Config } from "../config/resolve";
import type { Environment } from "./environment";
import type { Names } from "./naming";
import type { Tags } from "./tags";

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
