import type { QuarantineFlags } from "../governance/quarantine";

/** Quarantine flags in memory, for local runs and tests. */
export interface MemoryQuarantine extends QuarantineFlags {
  /** Quarantines a service from now on. */
  set(service: string): void;
  /** Ends its quarantine. */
  lift(service: string): void;
}

/** Flags of one process; none is set at first. */
export function createMemoryQuarantine(): MemoryQuarantine {
  const quarantined = new Set<string>();
  return {
    isQuarantined: (service) => Promise.resolve(quarantined.has(service)),
    set: (service) => void quarantined.add(service),
    lift: (service) => void quarantined.delete(service),
  };
}
