import type { Config } from "../config/resolve";
import type { Environment } from "./environment";
import { namesFor } from "./naming";

/** A physical name with the limit AWS puts on it. */
export interface NamedResource {
  /** Configuration path the name comes from, for example `services.orbit`. */
  readonly path: string;
  /** The physical name. */
  readonly name: string;
  /** What is named, in AWS's words, for example `IAM role`. */
  readonly kind: string;
  /** Most characters AWS accepts. */
  readonly maxLength: number;
}

// Sources: quotas of IAM, VPC Lattice and S3. Where these fit, so do policies (128), paths (512), functions and event
// rules (64), alarms (255), log groups and secrets (512): tests/plan/name-limits.test.ts proves it (IAM-55).
const limits = {
  "IAM role": 64,
  "VPC Lattice service": 40,
  "S3 bucket": 63,
} as const;

/** The names that come closest to their limits; all others are shorter than one of these under a wider limit. */
export function physicalNames(config: Config, environment: Environment): readonly NamedResource[] {
  const names = namesFor(environment);
  const named = (path: string, kind: keyof typeof limits, name: string): NamedResource => ({
    path,
    name,
    kind,
    maxLength: limits[kind],
  });
  const services = Object.keys(config.services).flatMap((service) => [
    named(`services.${service}`, "IAM role", names.executionRole(service)),
    named(`services.${service}`, "VPC Lattice service", names.name(service)),
  ]);
  const edges = config.edges.map(({ from, to }, index) =>
    named(`edges.${String(index)}`, "IAM role", names.accessRole(from, to)),
  );
  return [...services, ...edges, named("environment", "S3 bucket", names.artefactBucket)];
}
