import type { Properties, PropertyValue } from "./values";
import {
  containsSecret,
  containsUnknown,
  isObject,
  isSecret,
  revealed,
  secret,
  unknownString,
} from "./values";

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
 * What the AWS provider's Check makes of inputs. A JSON document becomes text, and with one unknown leaf one
 * unknown string, so that its other leaves cannot be seen: policies must see no more than that. The provider
 * takes no secrets, so the engine unwraps them before Check and marks what came of them afterwards.
 */
export function checkDocuments(type: string, inputs: Properties): Properties {
  return type.startsWith("aws:") ? markSecrets(mapDocuments(inputs), inputs) : inputs;
}

function mapDocuments(properties: Properties): Properties {
  return Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, checkProperty(key, revealed(value))]),
  );
}

function checkProperty(key: string, value: PropertyValue): PropertyValue {
  if (documentProperties.has(key) && isObject(value)) {
    return containsUnknown(value) ? unknownString : JSON.stringify(value);
  }
  if (key === "inlinePolicies" && Array.isArray(value)) {
    return value.map((entry: PropertyValue) => (isObject(entry) ? mapDocuments(entry) : entry));
  }
  return value;
}

// Leaf by leaf while both sides are objects; a list or a document with a secret in it is secret as a whole.
function markSecrets(checked: Properties, inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(checked).map(([key, value]) => {
      const input = inputs[key] ?? null;
      if (isObject(value) && isObject(input) && !isSecret(input)) {
        return [key, markSecrets(value, input)];
      }
      return [key, containsSecret(input) ? secret(value) : value];
    }),
  );
}
