import type { Properties, PropertyValue } from "./values";
import { containsUnknown, isObject, unknownString } from "./values";

// Properties of aws:* resources whose type is JSON text: the provider accepts an object and turns it into text.
const documentProperties: ReadonlySet<string> = new Set([
  "policy",
  "assumeRolePolicy",
  "inlinePolicy",
  "policyDocument",
  "resourcePolicy",
  "accessPolicies",
  "repositoryPolicy",
  "containerDefinitions",
  "definition",
  "eventPattern",
  "redrivePolicy",
  "redriveAllowPolicy",
]);

/**
 * What the AWS provider's Check makes of JSON documents: text. A document with one unknown leaf becomes
 * one unknown string, so that its other leaves cannot be seen. Policies must see no more than that.
 */
export function checkDocuments(type: string, inputs: Properties): Properties {
  return type.startsWith("aws:") ? mapProperties(inputs) : inputs;
}

function mapProperties(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, checkProperty(key, value)]),
  );
}

function checkProperty(key: string, value: PropertyValue): PropertyValue {
  if (typeof value !== "object" || value === null) return value;
  if (documentProperties.has(key) && isObject(value)) {
    return containsUnknown(value) ? unknownString : JSON.stringify(value);
  }
  if (key === "inlinePolicies" && Array.isArray(value)) {
    return value.map((entry: PropertyValue) => (isObject(entry) ? mapProperties(entry) : entry));
  }
  return value;
}
