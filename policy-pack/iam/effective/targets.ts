import type { JudgedStack, StackResource } from "../../engine/rule";
import { isObject, isUnknown, listOf, pointer, type Value } from "../../engine/value";

/** One thing that a property names. */
export type Target =
  | { readonly kind: "resource"; readonly resource: StackResource; readonly path: string }
  /** Known, and not in this stack. */
  | { readonly kind: "foreign"; readonly name: string; readonly path: string }
  /** Unknown, and no property dependency tells what it is. */
  | { readonly kind: "unknown"; readonly path: string };

/** What a property, or each item of it, names: by known name or ARN, else by property dependency. */
export function targetsOf(
  stack: JudgedStack,
  resource: StackResource,
  { property, types }: { property: string; types: readonly string[] },
): readonly Target[] {
  const value = resource.properties[property];
  return listOf(value).flatMap((item, index): readonly Target[] => {
    const path = pointer(Array.isArray(value) ? [property, index] : [property]);
    const name = nameOf(item);
    if (name === undefined) return dependencies(stack, resource, { property, types, path });
    const found = stack.named(name, types);
    if (found.length === 0) return [{ kind: "foreign", name, path }];
    return found.map((each) => ({ kind: "resource", resource: each, path }));
  });
}

function dependencies(
  stack: JudgedStack,
  { propertyDependencies }: StackResource,
  { property, types, path }: { property: string; types: readonly string[]; path: string },
): readonly Target[] {
  const found = (propertyDependencies[property] ?? []).flatMap((urn): readonly Target[] => {
    const candidate = stack.byUrn(urn);
    const isOne = candidate !== undefined && types.includes(candidate.type);
    return isOne ? [{ kind: "resource", resource: candidate, path }] : [];
  });
  return found.length > 0 ? found : [{ kind: "unknown", path }];
}

// A reference to a customer-managed policy of an account is an object with the policy's name.
function nameOf(item: Value): string | undefined {
  const name = isObject(item) ? item["name"] : item;
  if (typeof name !== "string" || isUnknown(name)) return undefined;
  return name;
}
