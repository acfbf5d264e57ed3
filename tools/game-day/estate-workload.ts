import {
  CreateClusterCommand,
  CreateServiceCommand,
  type ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
} from "@aws-sdk/client-ecs";
import {
  CreateServiceCommand as CreateMeshServiceCommand,
  PutAuthPolicyCommand,
} from "@aws-sdk/client-vpc-lattice";
import type { MeshPlan } from "../../plan/mesh";
import type { ContainableService } from "../../runtime/containment/settings";
import { answered } from "./answered";
import type { Cloud } from "./cloud";

/** ECS services, each with the security group of its tasks. */
export type TaskServices = readonly (NonNullable<ContainableService["ecs"]> &
  Pick<ContainableService, "securityGroupId">)[];

/** Tasks of each service. */
const taskCount = 2;

/** Creates each ECS service with tasks that run. */
export async function createTasks(
  { clients: { ecs }, standIns }: Cloud,
  services: TaskServices,
  subnetId: string,
): Promise<void> {
  for (const clusterName of new Set(services.map(({ cluster }) => cluster))) {
    await ecs.send(new CreateClusterCommand({ clusterName }));
  }
  for (const service of services) {
    standIns.tasks.set(service.service, await createService(ecs, service, subnetId));
  }
}

async function createService(
  ecs: ECSClient,
  { cluster, service, securityGroupId }: TaskServices[number],
  subnetId: string,
): Promise<ReadonlySet<string>> {
  const awsvpcConfiguration = { subnets: [subnetId], securityGroups: [securityGroupId] };
  const network = {
    networkConfiguration: { awsvpcConfiguration },
    launchType: "FARGATE" as const,
    taskDefinition: service,
  };
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: service,
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      cpu: "256",
      memory: "512",
      containerDefinitions: [{ name: service, image: service, cpu: 256, memory: 512 }],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      ...network,
      cluster,
      serviceName: service,
      desiredCount: taskCount,
    }),
  );
  const group = `service:${service}`;
  const { tasks = [] } = await ecs.send(
    new RunTaskCommand({ ...network, cluster, group, count: taskCount }),
  );
  return new Set(tasks.map(({ taskArn }) => answered(taskArn, "a task's ARN")));
}

/** Creates each Lattice service with its auth policy. @returns ids by logical name, in the shape that AWS gives them. */
export async function createMesh(
  { clients: { lattice }, standIns }: Cloud,
  mesh: MeshPlan,
): Promise<Readonly<Record<string, string>>> {
  const ids: Record<string, string> = {};
  if (mesh.backend !== "vpc-lattice") return ids;
  for (const { logicalName, name, authPolicy } of mesh.services) {
    const created = await lattice.send(new CreateMeshServiceCommand({ name, authType: "AWS_IAM" }));
    const motoId = answered(created.id, "the Lattice service's id");
    const resourceIdentifier = `svc-${motoId.replace(/^svc-/, "").replaceAll("-", "0")}`;
    standIns.latticeIds.set(resourceIdentifier, motoId);
    ids[logicalName] = resourceIdentifier;
    const policy = JSON.stringify(authPolicy);
    await lattice.send(new PutAuthPolicyCommand({ resourceIdentifier, policy }));
  }
  return ids;
}
