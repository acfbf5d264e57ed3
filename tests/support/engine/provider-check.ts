// What the bridged AWS provider and the engine in front of it make of inputs. The bridge takes no secrets
// (it leaves acceptSecrets out of its Configure response), so the engine unwraps them before Check and marks
// each property that held one as secret afterwards (annotateSecrets, pulumi/pkg/resource/plugin).

/** A property value of the provider protocol. */
type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

// Properties that the AWS provider's schema calls text and its SDK also takes as an object:
// `string | PolicyDocument` in the type declarations of @pulumi/aws.
const documents: ReadonlySet<string> = new Set(["policy", "assumeRolePolicy", "policyDocument"]);

// How the protocol writes an unknown value, by kind, and a secret (pulumi/sdk/go/common/resource/plugin/rpc.go).
const unknownString = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const unknowns: ReadonlySet<unknown> = new Set([
  unknownString,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** The inputs of a resource as they come back from Check. */
export function checkInputs(
  inputs: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  return annotate(convert(reveal(inputs)), inputs);
}

// A document given as an object becomes its JSON text, and one unknown string when any leaf is unknown.
function convert(value: Value): Value {
  if (isList(value)) return value.map(convert);
  if (!isObject(value)) return value;
  return mapValues(value, (child, key) => {
    if (!documents.has(key) || typeof child !== "object" || child === null) return convert(child);
    return hasUnknown(child) ? unknownString : JSON.stringify(child);
  });
}

function reveal(value: Value): Value {
  if (isList(value)) return value.map(reveal);
  if (!isObject(value)) return value;
  return isSecret(value) ? reveal(value["value"] ?? null) : mapValues(value, reveal);
}

function annotate(checked: Value, inputs: Value): Readonly<Record<string, Value>> {
  if (!isObject(checked) || !isObject(inputs)) return {};
  return mapValues(checked, (child, key) => {
    const given = inputs[key] ?? null;
    if (isObject(child) && isObject(given) && !isSecret(given)) return annotate(child, given);
    return hasSecret(given) ? { [signature]: secretSignature, value: child } : child;
  });
}

function mapValues(
  value: Readonly<Record<string, Value>>,
  map: (child: Value, key: string) => Value,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, map(child, key)]));
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

const isObject = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === "object" && value !== null && !isList(value);

const isSecret = (value: Value): boolean => isObject(value) && value[signature] === secretSignature;

const hasUnknown = (value: Value): boolean =>
  typeof value === "object" && value !== null
    ? Object.values(value).some(hasUnknown)
    : unknowns.has(value);

const hasSecret = (value: Value): boolean =>
  isSecret(value) ||
  (typeof value === "object" && value !== null && Object.values(value).some(hasSecret));
