import type { JudgedStack, StackResource } from "../engine/rule";
import { isObject, isUnknown, listOf, pointer, textOf, type Value } from "../engine/value";

/** A path to properties; `*` stands for every item of a list. */
export type PathPattern = readonly string[];

/** What properties refer to, all values together. */
export interface Referred {
  /** Resources of the stack. */
  readonly resources: readonly StackResource[];
  /** Names that belong to nothing in the stack. */
  readonly foreign: readonly string[];
  /** JSON pointers of values of which nothing can be told. */
  readonly unknown: readonly string[];
}

/** Reads a pattern such as `vpcConfig.subnetIds` or `subnetMappings.*.subnetId`. */
export const pathPattern = (text: string): PathPattern => text.split(".");

/**
 * What the properties at some paths refer to. Unknown values are resolved through the dependencies of their
 * property, all of them together: which value is which resource does not matter for a set.
 */
export function referredAt(
  stack: JudgedStack,
  resource: StackResource,
  { paths, types }: { readonly paths: readonly PathPattern[]; readonly types: readonly string[] },
): Referred {
  const resources = new Set<StackResource>();
  const foreign: string[] = [];
  const unknown: string[] = [];
  for (const { path, value } of paths.flatMap((pattern) =>
    valuesAt(resource.properties, pattern),
  )) {
    if (isUnknown(value)) {
      const found = dependedOn(stack, { resource, property: String(path[0]), types });
      if (found.length === 0) unknown.push(pointer(path));
      for (const each of found) resources.add(each);
      continue;
    }
    const found = stack.named(textOf(value), types);
    if (found.length === 0) foreign.push(textOf(value));
    for (const each of found) resources.add(each);
  }
  return { resources: [...resources], foreign, unknown };
}

interface Dependent {
  readonly resource: StackResource;
  readonly property: string;
  readonly types: readonly string[];
}

const dependedOn = (stack: JudgedStack, { resource, property, types }: Dependent) =>
  (resource.propertyDependencies[property] ?? []).flatMap((urn) => {
    const candidate = stack.byUrn(urn);
    return candidate !== undefined && types.includes(candidate.type) ? [candidate] : [];
  });

/** A value and where it is. */
export interface PlacedValue {
  /** Path. */
  readonly path: readonly (string | number)[];
  /** The value; lists at the end of a path are given item by item. */
  readonly value: Value;
}

/** The values at a pattern. A path that becomes unknown ends there, with the unknown value. */
export function valuesAt(properties: Value, pattern: PathPattern): readonly PlacedValue[] {
  let places: readonly PlacedValue[] = [{ path: [], value: properties }];
  for (const key of pattern) places = places.flatMap((place) => step(place, key));
  return places.flatMap((place) => (Array.isArray(place.value) ? items(place) : [place]));
}

function step(place: PlacedValue, key: string): readonly PlacedValue[] {
  if (isUnknown(place.value)) return [place];
  if (key === "*") return items(place);
  if (!isObject(place.value) || !Object.hasOwn(place.value, key)) return [];
  const value = place.value[key];
  return value === undefined || value === null ? [] : [{ path: [...place.path, key], value }];
}

// Where a list is expected, one value may stand for it.
function items({ path, value }: PlacedValue): readonly PlacedValue[] {
  if (!Array.isArray(value)) return [{ path, value }];
  return listOf(value).map((item, index) => ({ path: [...path, index], value: item }));
}
