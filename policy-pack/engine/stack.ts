import { arnKey, arnKeysOf } from "./arns";
import type { JudgedStack, Reference, StackResource } from "./rule";
import { isUnknown, listOf, read } from "./value";

/** Makes a stack of its resources, with an index of everything other resources may name them by. */
export function stackOf(resources: readonly StackResource[]): JudgedStack {
  const byType = new Map<string, StackResource[]>();
  const byName = new Map<string, StackResource[]>();
  const byUrn = new Map<string, StackResource>();
  for (const resource of resources) {
    add(byType, resource.type, resource);
    byUrn.set(resource.urn, resource);
    for (const name of new Set([...physicalNames(resource), ...arnKeysOf(resource)])) {
      add(byName, name, resource);
    }
  }
  const named: JudgedStack["named"] = (name, types) => {
    const key = arnKey(name);
    const found = [...(byName.get(name) ?? []), ...(key ? (byName.get(key) ?? []) : [])];
    return [...new Set(found)].filter(({ type }) => types.includes(type));
  };
  const depended = (resource: StackResource, property: string, types: readonly string[]) =>
    (resource.propertyDependencies[property] ?? []).flatMap((urn) => {
      const candidate = byUrn.get(urn);
      return candidate !== undefined && types.includes(candidate.type) ? [candidate] : [];
    });
  return {
    resources,
    ofType: (...types) => types.flatMap((type) => byType.get(type) ?? []),
    byUrn: (urn) => byUrn.get(urn),
    named,
    reference: (resource, path, types) => {
      const reading = read(resource.properties, ...path);
      if (reading.kind === "absent") return { kind: "absent" };
      if (reading.kind === "unknown") {
        return one(depended(resource, String(path[0]), types)) ?? { kind: "unknown" };
      }
      const name = typeof reading.value === "string" ? reading.value : "";
      return one(named(name, types)) ?? { kind: "foreign", name };
    },
    referred: (resource, property, types) => {
      const known = listOf(resource.properties[property]).filter(
        (value): value is string => typeof value === "string" && !isUnknown(value),
      );
      const found = known.flatMap((name) => named(name, types));
      return found.length > 0 ? found : depended(resource, property, types);
    },
  };
}

function one(candidates: readonly StackResource[]): Reference | undefined {
  const [resource] = candidates;
  if (resource === undefined) return undefined;
  return candidates.length === 1
    ? { kind: "resource", resource }
    : { kind: "ambiguous", candidates };
}

function add(index: Map<string, StackResource[]>, key: string, resource: StackResource): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [resource]);
  else list.push(resource);
}

// The properties by which other resources may name this one.
const namingProperties = ["bucket", "name", "repository", "keyId", "id", "arn"] as const;

const physicalNames = ({ properties, outputs }: StackResource): readonly string[] =>
  [properties, outputs].flatMap((source) =>
    namingProperties.flatMap((property) => {
      const value = source[property];
      return typeof value === "string" && value !== "" && !isUnknown(value) ? [value] : [];
    }),
  );
