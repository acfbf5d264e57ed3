import { parseJson } from "../iam/json";
import type { DeclaredDocuments } from "./contract";
import { perText } from "./per-text";
import type { JudgedResource } from "./rule";
import { isObject, isUnknown, listOf, type Properties, type Value } from "./value";

/**
 * The resource with its declared statements in place of the unknown document that a path goes into; undefined
 * when the path goes into none. Findings then name Sids and values, the same before and after the update.
 */
export function declaredSubject(
  resource: JudgedResource,
  path: string,
  declared: Pick<DeclaredDocuments, "find">,
): JudgedResource | undefined {
  const place = unknownAbove(resource.properties, path);
  if (place === undefined) return undefined;
  const declaration = declared.find(resource, place.join("/"));
  if (declaration === undefined) return undefined;
  const document = { Statement: declaration.statements };
  const properties = withValue(resource.properties, place, document);
  return isObject(properties) ? { ...resource, properties } : undefined;
}

// The keys of the unknown value on the way to the path, if the path goes on below it.
function unknownAbove(properties: Properties, path: string): readonly string[] | undefined {
  const keys = path.split("/").slice(1);
  let value: Value | undefined = properties;
  for (const [index, key] of keys.slice(0, -1).entries()) {
    value = childOf(value, key);
    if (typeof value === "string") return isOpaque(value) ? keys.slice(0, index + 1) : undefined;
  }
  return undefined;
}

// Text that is a document with an unknown leaf in it speaks for itself.
const isOpaque = perText((text) => isUnknown(text) && parseJson(text) === undefined);

function withValue(value: Value | undefined, keys: readonly string[], given: Value): Value {
  const [key, ...rest] = keys;
  if (key === undefined) return given;
  if (!Array.isArray(value)) {
    return { ...(isObject(value) && value), [key]: withValue(childOf(value, key), rest, given) };
  }
  return listOf(value).map((item, index) =>
    String(index) === key ? withValue(item, rest, given) : item,
  );
}

function childOf(value: Value | undefined, key: string): Value | undefined {
  if (Array.isArray(value)) return listOf(value)[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
