import type { StackResource } from "../engine/rule";
import { roleUses } from "../iam/effective/workloads";
import { serviceName } from "../iam/service-names";
import { sendingOnAssume } from "../iam/source-senders";
import type { World } from "./known-arns";
import { anySource, type ServiceCall, type Target } from "./service-calls";

/** Service principal that takes on the role of a type, and a source ARN that it sends. */
interface Taker {
  readonly service: string;
  /** Service and resource part of the ARN, or the workload's own. @default - the service sends no source */
  readonly source?: readonly [service: string, name: string] | "itself";
}

// Trust policies in each service's guide; which of them send a source is in `iam/source-senders`.
const takers: Readonly<Record<string, Taker>> = {
  "aws:ecs/taskDefinition:TaskDefinition": {
    service: "ecs-tasks.amazonaws.com",
    source: ["ecs", "task/x/x"],
  },
  "aws:lambda/function:Function": { service: "lambda.amazonaws.com" },
  "aws:scheduler/schedule:Schedule": {
    service: "scheduler.amazonaws.com",
    source: ["scheduler", "schedule-group/default"],
  },
  "aws:sfn/stateMachine:StateMachine": {
    service: "states.amazonaws.com",
    source: "itself",
  },
  "aws:pipes/pipe:Pipe": { service: "pipes.amazonaws.com", source: ["pipes", "pipe/x"] },
  "aws:codebuild/project:Project": {
    service: "codebuild.amazonaws.com",
    source: ["codebuild", "project/x"],
  },
};

/** Calls by which AWS services take on the roles of what they run. */
export function roleCalls(world: World): readonly ServiceCall[] {
  return roleUses(world.stack).flatMap(({ workload, path, role }) => {
    const taker = takers[workload.type];
    if (taker === undefined) return [];
    return [takeOn(world, { workload, path, role: role ?? "unknown", taker })];
  });
}

interface TakingOn {
  readonly workload: StackResource;
  readonly path: string;
  readonly role: Target;
  readonly taker: Taker;
}

function takeOn(world: World, { workload, path, role, taker }: TakingOn): ServiceCall {
  const { service, source } = taker;
  const sends = sendingOnAssume(serviceName(service) ?? service) === "sends";
  return {
    subject: workload,
    path,
    caller: service,
    action: "sts:AssumeRole",
    resource: role,
    ...(sends &&
      source !== undefined && {
        source: source === "itself" ? { arnOf: workload } : anySource(world, ...source),
      }),
  };
}
