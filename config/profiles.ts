/** Values that differ between environments when the stack does not set them. */
export interface Profile {
  /** NAT gateways of the private tier. */
  readonly natGateways: "none" | "single" | "per-zone";
  /** Days a KMS key stays recoverable after deletion is requested. */
  readonly keyDeletionWindowDays: number;
  /** Days a deleted secret stays recoverable. */
  readonly secretRecoveryWindowDays: number;
  /** Days log events are kept; never below 365. */
  readonly logRetentionDays: 365 | 400;
  /** S3 Object Lock mode of the audit bucket: COMPLIANCE cannot be shortened by anyone. */
  readonly objectLockMode: "GOVERNANCE" | "COMPLIANCE";
  /** Days an audit object cannot be deleted. */
  readonly objectLockDays: number;
  /** Whether CloudTrail looks for unusual rates of calls and errors, which AWS charges for. */
  readonly trailInsights: boolean;
  /** Whether resources that hold evidence or data refuse deletion by Pulumi and AWS. */
  readonly protectData: boolean;
  /** Instances of the governance function kept ready for each calling service. */
  readonly governanceProvisionedConcurrency: number;
  /** Most instances of the governance function; undefined leaves it to what the account shares. */
  readonly governanceReservedConcurrency: number | undefined;
  /** Days without use after which access is reported, 1 to 365; undefined saves what AWS charges for each role. */
  readonly unusedAccessAgeDays: number | undefined;
  /** Whether the stack that owns the account's settings switches on AWS's detectors, which AWS charges for. */
  readonly detectors: boolean;
  /** How far an incident is contained without people. */
  readonly containmentMode: "dry-run" | "approve";
}

/** The reviewed table of what dev and prod do differently; tests/config/profiles.test.ts guards it. */
export const profiles: Readonly<Record<"dev" | "prod", Profile>> = {
  dev: {
    natGateways: "single",
    keyDeletionWindowDays: 7,
    secretRecoveryWindowDays: 7,
    logRetentionDays: 365,
    objectLockMode: "GOVERNANCE",
    objectLockDays: 365,
    trailInsights: false,
    protectData: false,
    governanceProvisionedConcurrency: 0,
    governanceReservedConcurrency: undefined,
    unusedAccessAgeDays: undefined,
    detectors: false,
    containmentMode: "dry-run",
  },
  prod: {
    natGateways: "per-zone",
    keyDeletionWindowDays: 30,
    secretRecoveryWindowDays: 30,
    logRetentionDays: 400,
    objectLockMode: "COMPLIANCE",
    objectLockDays: 400,
    trailInsights: true,
    protectData: true,
    governanceProvisionedConcurrency: 1,
    governanceReservedConcurrency: 50,
    unusedAccessAgeDays: 90,
    detectors: true,
    containmentMode: "approve",
  },
};
