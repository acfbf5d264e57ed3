import type { Fetch } from "../../runtime/request/send";
import type { Database } from "./database";
import type { Strategy } from "./environment";
import { generatedTarget } from "./generated-target";
import { httpProviderTarget } from "./http-provider-target";
import { postgresDualTarget } from "./postgres-dual-target";
import { postgresSingleTarget } from "./postgres-single-target";
import type { RotationTarget } from "./target";

/** Ways to the systems that take values. */
export interface TargetTools {
  /** PostgreSQL. */
  readonly postgres: Database;
  /** HTTP. */
  readonly fetch: Fetch;
}

/** The system that a strategy is about. */
export function targetOf(strategy: Strategy, { postgres, fetch }: TargetTools): RotationTarget {
  switch (strategy.kind) {
    case "generated":
      return generatedTarget(strategy.length);
    case "postgres-single":
      return postgresSingleTarget(postgres, strategy);
    case "postgres-dual":
      return postgresDualTarget(postgres, strategy);
    case "http-provider":
      return httpProviderTarget(fetch, strategy.url);
  }
}
