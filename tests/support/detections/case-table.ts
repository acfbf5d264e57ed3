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
