import type { PlanContext } from "../context";
import { distinct } from "./graph";

/** Services that call others: each asks governance through an alias of its own. */
export const callersOf = ({ config }: Pick<PlanContext, "config">): readonly string[] =>
  distinct(config.edges.map(({ from }) => from));

/** Services that are called: each verifies receipts. */
export const calleesOf = ({ config }: Pick<PlanContext, "config">): readonly string[] =>
  distinct(config.edges.map(({ to }) => to));
