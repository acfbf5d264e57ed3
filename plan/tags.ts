import type { Environment } from "./environment";

/** Tags on everything that takes tags. */
export type Tags = Readonly<Record<string, string>>;

/** Tags every resource of the stack carries. */
export function estateTags(environment: Environment, environmentName: string): Tags {
  return {
    Project: environment.project,
    Stack: environment.stack,
    Environment: environmentName,
    ManagedBy: "pulumi",
  };
}

/** Estate tags of a resource that belongs to one service. */
export function serviceTags(tags: Tags, service: string): Tags {
  return { ...tags, Service: service };
}
