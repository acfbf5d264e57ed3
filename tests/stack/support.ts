import path from "node:path";
import { isObject, type PropertyValue } from "../../preview/engine/values";
import type { GraphResource } from "../../preview/graph";
import { type PreviewOptions, previewProgram } from "../../preview/index";
import { buildPolicyPack } from "../../tools/build";

/** Folder of the project. */
export const root = path.resolve(__dirname, "../..");

/** Previews a stack of the project, or of another folder, judged by the pack as it is in the source. */
export function previewStack(stack: string, options: Partial<PreviewOptions> = {}) {
  buildPolicyPack();
  const policyPacks = [path.join(root, "policy-pack")];
  return previewProgram({ directory: root, stack, policyPacks, ...options });
}

/** The resources whose type ends with the given resource name, for example `LogGroup`. */
export function ofType(
  resources: readonly GraphResource[],
  name: string,
): readonly GraphResource[] {
  return resources.filter(({ type }) => type.endsWith(`:${name}`));
}

/** The text at a key of an object; undefined where there is none. */
export function textAt(value: PropertyValue | undefined, key: string): string | undefined {
  const child = isObject(value) ? value[key] : undefined;
  return typeof child === "string" ? child : undefined;
}
