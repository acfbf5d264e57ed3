import { authOf } from "./edge-auth-checks";
import { profiles } from "./profiles";
import type { Rotation } from "./rotation";
import type { WrittenConfig } from "./schema";
import { secretName } from "./secret-checks";

/** The configuration with every default filled in: what the plan is made from. */
export type Config = ReturnType<typeof resolveConfig>;

/** Fills in what the stack left to its environment's profile. */
export function resolveConfig(written: WrittenConfig) {
  const profile = profiles[written.environment];
  return {
    ...written,
    services: Object.fromEntries(
      Object.entries(written.services).map(([name, service]) => [name, resolveService(service)]),
    ),
    edges: written.edges.map((edge) => ({
      ...edge,
      auth: edge.auth ?? authOf[written.mesh.backend],
    })),
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
      trailInsights: profile.trailInsights,
      detectors: resolveDetectors(written.monitoring.detectors, profile.detectors),
    },
    incidentResponse: {
      ...written.incidentResponse,
      containment: {
        ...written.incidentResponse.containment,
        mode: written.incidentResponse.containment.mode ?? profile.containmentMode,
      },
    },
    governance: {
      ...written.governance,
      provisionedConcurrency:
        written.governance.provisionedConcurrency ?? profile.governanceProvisionedConcurrency,
      reservedConcurrency:
        written.governance.reservedConcurrency ?? profile.governanceReservedConcurrency,
    },
    accountAnalysis: { unusedAccessAgeDays: profile.unusedAccessAgeDays },
    protectData: profile.protectData,
  } as const;
}

type WrittenDetectors = WrittenConfig["monitoring"]["detectors"];

function resolveDetectors(written: WrittenDetectors, fallback: boolean) {
  return {
    guardDuty: written.guardDuty ?? fallback,
    securityHub: written.securityHub ?? fallback,
    configRecorder: written.configRecorder ?? fallback,
    inspector: written.inspector ?? fallback,
    macie: written.macie ?? fallback,
    detective: written.detective ?? fallback,
  } as const;
}

type WrittenService = WrittenConfig["services"][string];

function resolveService(service: WrittenService) {
  const rotations = service.secrets.map((secret): readonly [string, Rotation] =>
    typeof secret === "string"
      ? [secret, { strategy: "generated" }]
      : [secret.name, secret.rotation],
  );
  return {
    ...service,
    /** Names of the secrets. */
    secrets: service.secrets.map(secretName),
    /** How the value of each is replaced, by the secret's name. */
    rotations: Object.fromEntries(rotations),
  };
}
