import type { JudgedStack, StackResource } from "../../engine/rule";
import { isObject, isUnknown, listOf, type Value } from "../../engine/value";
import { hasUnknownName, takesIn } from "./arn-patterns";
import { principalTypes } from "./attachment-types";

/** Where a type that runs code names the roles it runs with. Source: Pulumi AWS 7.48. */
const roleProperties: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "aws:apprunner/service:Service": [["instanceConfiguration", "instanceRoleArn"]],
  "aws:bedrock/agentAgent:AgentAgent": [["agentResourceRoleArn"]],
  "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": [["roleArn"]],
  "aws:codebuild/project:Project": [["serviceRole"]],
  "aws:codepipeline/pipeline:Pipeline": [["roleArn"]],
  "aws:ecs/taskDefinition:TaskDefinition": [["taskRoleArn"], ["executionRoleArn"]],
  "aws:eks/cluster:Cluster": [["roleArn"]],
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": [["roleArn"]],
  "aws:emr/cluster:Cluster": [["serviceRole"]],
  "aws:glue/crawler:Crawler": [["role"]],
  "aws:glue/job:Job": [["roleArn"]],
  "aws:iam/instanceProfile:InstanceProfile": [["role"]],
  "aws:lambda/function:Function": [["role"]],
  "aws:pipes/pipe:Pipe": [["roleArn"]],
  "aws:sagemaker/model:Model": [["executionRoleArn"]],
  "aws:sagemaker/notebookInstance:NotebookInstance": [["roleArn"]],
  "aws:scheduler/schedule:Schedule": [["target", "roleArn"]],
  "aws:sfn/stateMachine:StateMachine": [["roleArn"]],
};

/** Types that run code with a role. */
export const workloadTypes: readonly string[] = Object.keys(roleProperties);

/** A workload and a role that it runs with. */
export interface RoleUse {
  /** Workload. */
  readonly workload: StackResource;
  /** JSON pointer of the property that names the role. */
  readonly path: string;
  /** Role; undefined when which one it is cannot be told. */
  readonly role: StackResource | undefined;
}

/** Every use of a role by a workload; roles outside the stack are left out. */
export function roleUses(stack: JudgedStack): readonly RoleUse[] {
  return stack.ofType(...workloadTypes).flatMap((workload) =>
    (roleProperties[workload.type] ?? []).flatMap((path): readonly RoleUse[] => {
      const value = valueAt(workload.properties, path);
      if (value === undefined || value === null || value === "") return [];
      const at = `/${path.join("/")}`;
      const reference = referred(stack, workload, { value, property: path[0] ?? "" });
      if (reference === "foreign") return [];
      return [{ workload, path: at, role: reference }];
    }),
  );
}

function referred(
  stack: JudgedStack,
  { propertyDependencies }: StackResource,
  { value, property }: { value: Value; property: string },
): StackResource | "foreign" | undefined {
  const types = [principalTypes.role];
  if (typeof value === "string" && !isUnknown(value)) {
    const found = stack.named(value, types);
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
    // A role whose name is unknown may be the one that is named.
    return stack.ofType(...types).some((role) => mayBe(value, role)) ? undefined : "foreign";
  }
  const found = (propertyDependencies[property] ?? []).flatMap((urn) => {
    const candidate = stack.byUrn(urn);
    return candidate?.type === principalTypes.role ? [candidate] : [];
  });
  return found.length === 1 ? found[0] : undefined;
}

// Roles are named by ARN or by name; nothing else has colons.
const mayBe = (name: string, role: StackResource): boolean =>
  hasUnknownName(role) &&
  (!name.includes(":") ||
    takesIn({ kind: "entry", entry: { kind: "text", text: name, path: "" }, path: "" }, role) !==
      "no");

// A block may stand as an object or as a list of one; an unknown block hides the role in it.
function valueAt(value: Value | undefined, path: readonly string[]): Value | undefined {
  const [key, ...rest] = path;
  if (key === undefined || isUnknown(value)) return value;
  const [block] = listOf(value);
  return isObject(block) && Object.hasOwn(block, key) ? valueAt(block[key], rest) : undefined;
}
