import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { ECSClient } from "@aws-sdk/client-ecs";
import type { VPCLatticeClient } from "@aws-sdk/client-vpc-lattice";
import { compileFilterPattern } from "../../detections/filter-pattern";

/** What stand-ins know of the estate. */
export interface StandInFacts {
  /** Ids that moto gave Lattice services, by those that the estate knows them by. */
  readonly latticeIds: Map<string, string>;
  /** ARNs of tasks by the name of their ECS service. */
  readonly tasks: Map<string, ReadonlySet<string>>;
}

/** What moto 5.2 does not do and something in this process does in its place, for people to read. */
export const standIns: readonly string[] = [
  "ids of VPC Lattice services: moto's own are in no shape that AWS gives; its auth policies are used",
  "tasks of one ECS service: moto lists those of the whole cluster",
  "filter patterns of CloudWatch Logs: moto returns every event; detections/filter-pattern filters them",
  "tasks that ECS starts when a service is scaled up: only the wanted count is compared",
  "rotation of a secret: moto begins it and invokes no function",
];

/** Lets the clients answer as AWS does where moto does not. */
export function addStandIns(
  clients: {
    readonly lattice: VPCLatticeClient;
    readonly ecs: ECSClient;
    readonly logs: CloudWatchLogsClient;
  },
  { latticeIds, tasks }: StandInFacts,
): void {
  clients.lattice.middlewareStack.add((next) => (args) => {
    const { input } = args;
    if ("resourceIdentifier" in input && input.resourceIdentifier !== undefined) {
      input.resourceIdentifier =
        latticeIds.get(input.resourceIdentifier) ?? input.resourceIdentifier;
    }
    return next(args);
  });
  clients.ecs.middlewareStack.add((next) => async (args) => {
    const answer = await next(args);
    const of = "serviceName" in args.input ? tasks.get(args.input.serviceName ?? "") : undefined;
    if (of !== undefined && "taskArns" in answer.output) {
      answer.output.taskArns = answer.output.taskArns?.filter((arn) => of.has(arn));
    }
    return answer;
  });
  clients.logs.middlewareStack.add((next) => async (args) => {
    const answer = await next(args);
    const text = "filterPattern" in args.input ? args.input.filterPattern : undefined;
    if (text !== undefined && "events" in answer.output) {
      const pattern = compileFilterPattern(text);
      const events = answer.output.events;
      answer.output.events = events?.filter(({ message = "" }) => pattern.matches(message));
    }
    return answer;
  });
}
