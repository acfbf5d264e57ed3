import assert from "node:assert/strict";
import { isObject, type Properties, unknownString } from "../../../preview/engine/values";
import type { GraphResource } from "../../../preview/graph";

/** The AWS resources that awsx 3.9 makes of a repository or a Fargate service, as far as policies look at them. */
export function fargateChildren(component: GraphResource): readonly GraphResource[] {
  if (component.type === "awsx:ecr:Repository") {
    const repository = without(component.inputs, ["lifecyclePolicy"]);
    return [childOf(component, "aws:ecr/repository:Repository", repository)];
  }
  if (component.type !== "awsx:ecs:FargateService") return [];
  const { taskDefinitionArgs: definition, ...service } = component.inputs;
  assert.ok(isObject(definition));
  const { container, taskRole, executionRole, ...task } = without(definition, ["logGroup"]);
  assert.ok(isObject(taskRole) && isObject(executionRole));
  return [
    childOf(component, "aws:ecs/taskDefinition:TaskDefinition", {
      ...task,
      taskRoleArn: taskRole["roleArn"] ?? null,
      executionRoleArn: executionRole["roleArn"] ?? null,
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      containerDefinitions: JSON.stringify([container]),
    }),
    childOf(component, "aws:ecs/service:Service", {
      ...service,
      launchType: "FARGATE",
      taskDefinition: unknownString,
    }),
  ];
}

function childOf(component: GraphResource, type: string, inputs: Properties): GraphResource {
  return {
    ...component,
    remote: false,
    urn: component.urn.replace(`::${component.name}`, `$${type}::${component.name}`),
    type,
    custom: true,
    parent: component.urn,
    inputs,
    outputs: inputs,
  };
}

const without = (properties: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !names.includes(name)));
