import { failedGovernanceCases } from "./cases/failed-governance-decision";
import { iamChangeCases } from "./cases/iam-permission-change";
import { operationsCases } from "./cases/operations";
import { secretAccessCases } from "./cases/secret-access-anomaly";
import { unauthorizedAccessCases } from "./cases/unauthorized-access";
import { unusualTrafficCases } from "./cases/unusual-traffic";
import type { Records } from "./records";

/** What shows that a detection works. */
export interface Cases {
  /** Samples that must fire it. */
  readonly fires: readonly unknown[];
  /** Samples that must not: near misses and everyday events. */
  readonly quiet: readonly unknown[];
  /** Samples that should fire it and do not. */
  readonly unseen?: readonly unknown[];
  /** Samples that keep a heartbeat from firing. */
  readonly beats?: readonly unknown[];
  /** Metric of AWS's own that it looks at, as namespace, name and the value of its dimension. */
  readonly metric?: readonly [namespace: string, name: string, of: string];
}

/** Cases by the keys of detections; `<service>` stands for the name of a service. */
export type CaseTable = Readonly<Record<string, (records: Records, service: string) => Cases>>;

const table: CaseTable = {
  ...unauthorizedAccessCases,
  ...unusualTrafficCases,
  ...failedGovernanceCases,
  ...secretAccessCases,
  ...iamChangeCases,
  ...operationsCases,
};

/**
 * The cases of a detection.
 * @throws {Error} when it has none.
 */
export function casesOf(key: string, records: Records): Cases {
  const own = table[key];
  if (own !== undefined) return own(records, "");
  for (const service of Object.keys(records.context.config.services)) {
    const shared = table[key.replace(`${service}-`, "<service>-")];
    if (key.startsWith(`${service}-`) && shared !== undefined) return shared(records, service);
  }
  throw new Error(`${key} has no cases`);
}
