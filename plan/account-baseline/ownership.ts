import type { Config } from "../../config/resolve";

/** One of the detectors that configuration switches. */
export type DetectorName = keyof Config["monitoring"]["detectors"];

/** Whether this stack creates a detector: it is switched on, and the stack owns the account's settings. */
export const creates = ({ accountBaseline, monitoring }: Config, detector: DetectorName): boolean =>
  accountBaseline === "owner" && monitoring.detectors[detector];
