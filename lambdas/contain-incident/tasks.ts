import {
  DescribeServicesCommand,
  type ECSClient,
  type NetworkConfiguration,
  paginateListTasks,
  StopTaskCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import type { Estate } from "../../runtime/containment/ports";

type Tasks = Pick<Estate, "readTaskService" | "setDesiredCount" | "runningTasks" | "stopTask">;

/** Tasks as ECS has them. */
export function ecsTasks(ecs: ECSClient): Tasks {
  return {
    async readTaskService({ cluster, service }) {
      const command = new DescribeServicesCommand({ cluster, services: [service] });
      const found = (await ecs.send(command)).services?.[0];
      if (found?.desiredCount === undefined) throw new Error("ECS has no such service.");
      const { desiredCount, taskDefinition = "", networkConfiguration } = found;
      return { desiredCount, taskDefinition, ...networkOf(networkConfiguration) };
    },
    async setDesiredCount({ cluster, service }, desiredCount) {
      await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount }));
    },
    async runningTasks({ cluster, service }) {
      const tasks: string[] = [];
      const input = { cluster, serviceName: service, desiredStatus: "RUNNING" as const };
      for await (const page of paginateListTasks({ client: ecs }, input)) {
        tasks.push(...(page.taskArns ?? []));
      }
      return tasks;
    },
    async stopTask(cluster, task, reason) {
      await ecs.send(new StopTaskCommand({ cluster, task, reason }));
    },
  };
}

function networkOf(configuration: NetworkConfiguration | undefined) {
  const {
    subnets = [],
    securityGroups = [],
    assignPublicIp = "",
  } = configuration?.awsvpcConfiguration ?? {};
  return { subnets, securityGroups, assignPublicIp };
}
