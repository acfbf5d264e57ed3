import assert from "node:assert/strict";
import { isObject, type PropertyValue } from "../../../preview/engine/values";
import type { GraphResource } from "../../../preview/graph";
import type { PreviewResult } from "../../../preview/index";
import { listAt, textIn } from "./values";

/** The one resource of a type and a name. */
export function findIn({ resources }: PreviewResult, type: string, name: string): GraphResource {
  const found = resources.find((each) => each.type === type && each.name === name);
  assert.ok(found, `${type} ${name}`);
  return found;
}

/** Inputs of a service on Fargate. */
export const serviceIn = (result: PreviewResult, name: string) =>
  findIn(result, "awsx:ecs:FargateService", name).inputs;

/** The container of a service. */
export function containerIn(result: PreviewResult, name: string): PropertyValue | undefined {
  const definition = serviceIn(result, name)["taskDefinitionArgs"];
  return isObject(definition) ? definition["container"] : undefined;
}

/** The environment of a service's container. */
export const environmentIn = (result: PreviewResult, name: string): Record<string, string> =>
  Object.fromEntries(
    listAt(containerIn(result, name), "environment").map((each) => [
      textIn(each, "name"),
      textIn(each, "value"),
    ]),
  );
