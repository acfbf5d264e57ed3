/** The outside facts a plan depends on; everything else comes from configuration. */
export interface Environment {
  /** Pulumi project name, for example `agent-runtime`. */
  readonly project: string;
  /** Pulumi stack name, for example `dev`. */
  readonly stack: string;
  /** AWS account id, twelve digits: the first of `aws:allowedAccountIds`. */
  readonly accountId: string;
  /** AWS Region, for example `us-east-1`. */
  readonly region: string;
  /** AWS partition of the Region, for example `aws` or `aws-us-gov`. */
  readonly partition: string;
}

// Source: "Partitions" in the AWS Fault Isolation Boundaries whitepaper; regions carry their partition's prefix.
const partitionsByRegionPrefix: readonly (readonly [prefix: string, partition: string])[] = [
  ["cn-", "aws-cn"],
  ["us-gov-", "aws-us-gov"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-isof-", "aws-iso-f"],
  ["eusc-", "aws-eusc"],
];

/** The partition that a Region belongs to. Unknown Regions are taken to be commercial (`aws`). */
export function partitionOf(region: string): string {
  return partitionsByRegionPrefix.find(([prefix]) => region.startsWith(prefix))?.[1] ?? "aws";
}
