import type * as ecs from "@pulumi/aws/ecs";
import * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, port } from "./environment";
import type { Estate } from "./estate";
import type { Service } from "./settings";

/** What a service needs of the stack. */
export interface WorkloadArgs {
  /** Estate that the service lives in. */
  readonly estate: Estate;
  /** Start of physical names. */
  readonly prefix: string;
  /** Region of the log groups. */
  readonly region: string;
  /** Cluster that runs it. */
  readonly cluster: ecs.Cluster;
  /** Tier of its subnets, by the estate's name. */
  readonly tier: string;
  /** Image, by digest. */
  readonly image: string;
  /** Tasks that are kept running. */
  readonly desiredCount: number;
  /** Environment variables; none of them is secret. */
  readonly environment: Environment;
  /** Keys of the estate's secrets by the variable that holds each in the container. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Where tasks are registered in the mesh. @default - nobody calls the service through the mesh */
  readonly mesh?: {
    readonly roleArn: pulumi.Input<string>;
    readonly targetGroupArn: pulumi.Input<string>;
  };
  /** What must be there before. */
  readonly dependsOn: readonly pulumi.Resource[];
  /** Tags. */
  readonly tags: Readonly<Record<string, string>>;
}

const portName = "https";

/** Declares a service on Fargate: in the estate's subnets, as the estate's roles, without a public address. */
export function createWorkload(service: Service, args: WorkloadArgs): awsx.ecs.FargateService {
  const { estate, mesh, tags } = args;
  return new awsx.ecs.FargateService(
    service,
    {
      name: `${args.prefix}-${service}`,
      cluster: args.cluster.arn,
      desiredCount: args.desiredCount,
      platformVersion: "1.4.0",
      networkConfiguration: {
        subnets: estate.texts("subnetIds", args.tier),
        securityGroups: [estate.text("securityGroupIds", service)],
        assignPublicIp: false,
      },
      taskDefinitionArgs: taskDefinition(service, args),
      ...(mesh && { vpcLatticeConfigurations: [{ portName, ...mesh }] }),
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      availabilityZoneRebalancing: "ENABLED",
      enableExecuteCommand: false,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      tags: { ...tags, Service: service },
    },
    { dependsOn: [...args.dependsOn] },
  );
}

function taskDefinition(
  service: Service,
  args: WorkloadArgs,
): NonNullable<awsx.ecs.FargateServiceArgs["taskDefinitionArgs"]> {
  const { estate, prefix, tags } = args;
  return {
    family: `${prefix}-${service}`,
    cpu: "512",
    memory: "1024",
    runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
    taskRole: { roleArn: estate.text("roleArns", `${service}-task`) },
    executionRole: { roleArn: estate.text("roleArns", `${service}-execution`) },
    // The estate declares the log group, with its key and its retention.
    logGroup: { skip: true },
    container: container(service, args),
    tags: { ...tags, Service: service },
  };
}

function container(
  service: Service,
  { estate, region, image, environment, secrets }: WorkloadArgs,
): NonNullable<NonNullable<awsx.ecs.FargateServiceArgs["taskDefinitionArgs"]>["container"]> {
  return {
    name: service,
    image,
    essential: true,
    user: "65532:65532",
    privileged: false,
    readonlyRootFilesystem: true,
    linuxParameters: { capabilities: { drop: ["ALL"] } },
    portMappings: [{ name: portName, containerPort: port, protocol: "tcp" }],
    environment: Object.entries(environment).map(([name, value]) => ({ name, value })),
    secrets: Object.entries(secrets).map(([name, key]) => ({
      name,
      valueFrom: estate.text("secretArns", key),
    })),
    healthCheck: {
      command: ["CMD", "/nodejs/bin/node", "/app/healthcheck.js"],
      interval: 10,
      timeout: 5,
      retries: 3,
      startPeriod: 10,
    },
    // Services end requests under way within 10 seconds of SIGTERM.
    stopTimeout: 30,
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": estate.logGroupName(service),
        "awslogs-region": region,
        "awslogs-stream-prefix": service,
        // A task that cannot write its security events must wait, not lose them.
        mode: "blocking",
      },
    },
  };
}
