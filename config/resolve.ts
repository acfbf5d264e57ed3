import { profiles } from "./profiles";
import type { WrittenConfig } from "./schema";

/** The configuration with every default filled in: what the plan is made from. */
export type Config = ReturnType<typeof resolveConfig>;

/** Fills in what the stack left to its environment's profile. */
export function resolveConfig(written: WrittenConfig) {
  const profile = profiles[written.environment];
  return {
    ...written,
    network: {
      ...written.network,
      natGateways: written.network.natGateways ?? profile.natGateways,
    },
    keys: {
      ...written.keys,
      deletionWindowDays: written.keys.deletionWindowDays ?? profile.keyDeletionWindowDays,
    },
    secrets: {
      ...written.secrets,
      recoveryWindowDays: written.secrets.recoveryWindowDays ?? profile.secretRecoveryWindowDays,
    },
    monitoring: {
      ...written.monitoring,
      retentionDays: written.monitoring.retentionDays ?? profile.logRetentionDays,
      objectLock: { mode: profile.objectLockMode, days: profile.objectLockDays },
    },
    governance: {
      ...written.governance,
      provisionedConcurrency:
        written.governance.provisionedConcurrency ?? profile.governanceProvisionedConcurrency,
      reservedConcurrency:
        written.governance.reservedConcurrency ?? profile.governanceReservedConcurrency,
    },
    protectData: profile.protectData,
  } as const;
}
