import type {
  ReadResourceRequest,
  RegisterResourceRequest,
} from "@pulumi/pulumi/proto/resource_pb";
import type { CustomTimeouts } from "../graph";
import { noOptions } from "../graph";
import type { Registration } from "./deployment";
import { secondsOf } from "./duration";
import { fromStruct } from "./values";

const optional = (text: string): string | undefined => (text === "" ? undefined : text);

/** Decodes a request to declare a resource. */
export function decodeRegistration(request: RegisterResourceRequest): Registration {
  return {
    type: request.getType(),
    name: request.getName(),
    custom: request.getCustom(),
    parent: optional(request.getParent()),
    provider: optional(request.getProvider()),
    version: request.getVersion(),
    inputs: fromStruct(request.getObject()),
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies: decodePropertyDependencies(request),
    options: {
      protect: request.getProtect() ?? false,
      ignoreChanges: request.getIgnorechangesList(),
      additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
      replaceOnChanges: request.getReplaceonchangesList(),
      aliases: decodeAliases(request),
      deleteBeforeReplace: request.getDeletebeforereplacedefined()
        ? request.getDeletebeforereplace()
        : undefined,
      retainOnDelete: request.getRetainondelete() ?? false,
      deletedWith: optional(request.getDeletedwith()),
      customTimeouts: decodeTimeouts(request.getCustomtimeouts()),
    },
    read: false,
    ...(request.getRemote() && { remote: true }),
  };
}

/** Decodes a request to read an existing resource, for example another stack's outputs. */
export function decodeRead(request: ReadResourceRequest): Registration {
  return {
    type: request.getType(),
    name: request.getName(),
    custom: true,
    parent: optional(request.getParent()),
    provider: optional(request.getProvider()),
    version: request.getVersion(),
    inputs: fromStruct(request.getProperties()),
    dependencies: [...request.getDependenciesList()].sort(),
    propertyDependencies: {},
    options: { ...noOptions, additionalSecretOutputs: request.getAdditionalsecretoutputsList() },
    read: true,
  };
}

function decodePropertyDependencies(
  request: RegisterResourceRequest,
): Readonly<Record<string, readonly string[]>> {
  const dependencies: Record<string, readonly string[]> = {};
  request.getPropertydependenciesMap().forEach((value, property) => {
    dependencies[property] = [...value.getUrnsList()].sort();
  });
  return dependencies;
}

function decodeTimeouts(
  timeouts: RegisterResourceRequest.CustomTimeouts | undefined,
): CustomTimeouts {
  return {
    createSeconds: secondsOf(timeouts?.getCreate() ?? ""),
    updateSeconds: secondsOf(timeouts?.getUpdate() ?? ""),
    deleteSeconds: secondsOf(timeouts?.getDelete() ?? ""),
  };
}

// An alias is a whole URN, or a description of what changed; the description is kept as text for people.
function decodeAliases(request: RegisterResourceRequest): readonly string[] {
  const described = request.getAliasesList().map((alias) => {
    if (alias.hasUrn()) return alias.getUrn();
    const spec = alias.getSpec()?.toObject();
    return JSON.stringify(spec ?? {});
  });
  return [...request.getAliasurnsList(), ...described];
}
