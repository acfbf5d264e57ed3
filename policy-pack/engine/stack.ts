import type { JudgedStack, StackResource } from "./rule";
import { isUnknown, listOf } from "./value";

/** Makes a stack of its resources. */
export function stackOf(resources: readonly StackResource[]): JudgedStack {
  const byType = new Map<string, StackResource[]>();
  const byUrn = new Map<string, StackResource>();
  for (const resource of resources) {
    byType.set(resource.type, [...(byType.get(resource.type) ?? []), resource]);
    byUrn.set(resource.urn, resource);
  }
  const ofType = (...types: readonly string[]) => types.flatMap((type) => byType.get(type) ?? []);
  return {
    resources,
    ofType,
    referred: (resource, property, types) => {
      const known = listOf(resource.properties[property]).filter(
        (value) => typeof value === "string" && !isUnknown(value),
      );
      const named = ofType(...types).filter((candidate) =>
        physicalNames(candidate).some((name) => known.includes(name)),
      );
      if (named.length > 0) return named;
      return (resource.propertyDependencies[property] ?? []).flatMap((urn) => {
        const candidate = byUrn.get(urn);
        return candidate !== undefined && types.includes(candidate.type) ? [candidate] : [];
      });
    },
  };
}

// The inputs by which other resources may name this one.
const namingProperties = ["bucket", "name", "repository", "id", "arn"] as const;

const physicalNames = ({ properties }: StackResource) =>
  namingProperties.flatMap((property) => {
    const value = properties[property];
    return typeof value === "string" && !isUnknown(value) ? [value] : [];
  });
