import { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** A property value as it travels between the SDK and the engine: JSON with Pulumi's marked values in it. */
export type PropertyValue =
  | null
  | boolean
  | number
  | string
  | readonly PropertyValue[]
  | { readonly [key: string]: PropertyValue };

/** The properties of a resource. */
export type Properties = Readonly<Record<string, PropertyValue>>;

/** The strings that stand for an unknown value of each kind (sdk/go/common/resource/plugin/rpc.go). */
const unknownSentinels = {
  boolean: "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  number: "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  string: "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  array: "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  asset: "030794c1-ac77-496b-92df-f27374a8bd58",
  archive: "e48ece36-62e2-4504-bad9-02848725956a",
  object: "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
} as const;

const sentinels: ReadonlySet<string> = new Set(Object.values(unknownSentinels));

/** The value that stands for a string AWS has not chosen yet. */
export const unknownString = unknownSentinels.string;

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Whether the value is an object, and not a list. */
export function isObject(
  value: PropertyValue | undefined,
): value is { readonly [key: string]: PropertyValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether the value is a list. */
export function isList(value: PropertyValue): value is readonly PropertyValue[] {
  return Array.isArray(value);
}

/** Whether the value is one of the strings that stand for an unknown. */
export function isUnknown(value: PropertyValue | undefined): boolean {
  return typeof value === "string" && sentinels.has(value);
}

/** Whether the value is marked secret. */
export function isSecret(value: PropertyValue | undefined): boolean {
  return isObject(value) && value[signatureKey] === secretSignature;
}

/** Whether any leaf of the value is unknown. */
export function containsUnknown(value: PropertyValue): boolean {
  if (typeof value === "string") return sentinels.has(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(containsUnknown);
}

/** Whether the value is secret, or any part of it. */
export function containsSecret(value: PropertyValue): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isSecret(value) || Object.values(value).some(containsSecret);
}

/** The value marked secret. */
export function secret(value: PropertyValue): PropertyValue {
  return { [signatureKey]: secretSignature, value };
}

/** The value without secret marks, at any depth. */
export function revealed(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(revealed);
  if (!isObject(value)) return value;
  if (isSecret(value)) return revealed(value["value"] ?? null);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, revealed(child)]));
}

/** The properties of a protocol message; empty when there are none. */
export function fromStruct(struct: Struct | undefined): Properties {
  return struct?.toJavaScript() ?? {};
}

/** A protocol message of the properties. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(properties);
}

/** The value for people and reports: secrets concealed, unknowns marked, everything else as it is. */
export function present(value: PropertyValue): PropertyValue {
  if (isUnknown(value)) return "‹unknown›";
  if (isSecret(value)) return "‹secret›";
  if (Array.isArray(value)) return value.map(present);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, present(child)]));
}
