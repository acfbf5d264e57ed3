import type { Config } from "../config/resolve";
import type { Environment } from "./environment";
import type { Names } from "./naming";
import type { Tags } from "./tags";

/** What every domain's planner starts from. */
export interface PlanContext {
  readonly config: Config;
  readonly environment: Environment;
  readonly names: Names;
  /** Tags every resource carries. */
  readonly tags: Tags;
}
