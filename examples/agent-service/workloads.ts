import type * as ecs from "@pulumi/aws/ecs";
import type * as awsx from "@pulumi/awsx";
import { environments } from "./environment";
import type { Estate } from "./estate";
import { imageReference } from "./images";
import type { Registration } from "./registration";
import type { Service, Settings } from "./settings";
import { createWorkload } from "./workload";

/** What services are made from. */
export interface WorkloadsArgs {
  /** Estate that they live in. */
  readonly estate: Estate;
  /** Settings of the stack. */
  readonly settings: Settings;
  /** Digests of images by service. */
  readonly images: NonNullable<Settings["images"]>;
  /** Start of physical names. */
  readonly prefix: string;
  /** Cluster that runs them. */
  readonly cluster: ecs.Cluster;
  /** Repositories by service. */
  readonly repositories: Readonly<Record<Service, awsx.ecr.Repository>>;
  /** How tasks are registered in the mesh. */
  readonly registration: Registration;
  /** Tags. */
  readonly tags: Readonly<Record<string, string>>;
}

const tiers = { orbit: "private", axon: "axon-runtime" } as const;

// The services of this repository read neither; ECS puts them where code of yours may.
const secrets = {
  orbit: { API_TOKEN: "orbit-api-token" },
  axon: { MODEL_KEY: "axon-model-key" },
} as const;

/** Declares axon, and then orbit, which calls it; each is registered in the mesh where somebody may call it. */
export function createWorkloads(args: WorkloadsArgs): void {
  const { registration, repositories } = args;
  const axon = createWorkload("axon", {
    ...describe("axon", args),
    dependsOn: [repositories.axon, registration.permissions],
  });
  createWorkload("orbit", {
    ...describe("orbit", args),
    dependsOn: [repositories.orbit, axon],
  });
}

function describe(
  service: Service,
  { estate, settings, images, registration, ...shared }: WorkloadsArgs,
) {
  const { roleArn, targetGroupArns } = registration;
  const targetGroupArn = targetGroupArns[service];
  const { prefix, cluster, tags } = shared;
  return {
    estate,
    prefix,
    cluster,
    tags,
    region: settings.region,
    tier: tiers[service],
    image: imageReference(service, images[service], { estate, settings }),
    desiredCount: settings.desiredCount[service],
    environment: environments[service](estate, settings),
    secrets: secrets[service],
    ...(targetGroupArn && { mesh: { roleArn, targetGroupArn } }),
  };
}
