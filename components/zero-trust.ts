import type * as pulumi from "@pulumi/pulumi";
import type { DeclaredDocument } from "../plan/document";
import type { EdgePlan } from "../plan/mesh/edges";

/** A flow as a component publishes it; an end may be an id that a look-up gives. */
export interface EdgeDeclaration extends Omit<EdgePlan, "from" | "to" | "via"> {
  /** Side that opens the connection: a service, or a prefix list. */
  readonly from: pulumi.Input<string>;
  /** Side that is called. */
  readonly to: pulumi.Input<string>;
  /** What carries it. */
  readonly via: EdgePlan["via"] | "network";
}

/** Resources of services, by service and kind, by logical name: what the policy pack reads as members. */
export type Members = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What a component tells the policy pack beside its resources. */
export interface Declarations {
  /** Documents that refer to ARNs which are unknown at first. @default - none */
  readonly documents?: readonly DeclaredDocument[];
  /** Flows from and to services. @default - none */
  readonly edges?: readonly EdgeDeclaration[];
  /** Resources of services. @default - none */
  readonly members?: Members;
  /** Whether this stack or another sets up the account's detectors and recorders. @default - not said */
  readonly accountBaseline?: "owner" | "reference";
}

/** The `zeroTrust` input of a component, in the version that the policy pack reads. */
export const zeroTrust = (declarations: Declarations) => ({ contract: 1, ...declarations });

/** A resource that may belong to a service. */
export interface OwnedResource {
  /** Its service; undefined when it belongs to the estate. */
  readonly service: string | undefined;
  /** Logical name. */
  readonly name: string;
}

/**
 * Members of services by kind, such as `roles`; resources of the estate are nobody's. Log groups are the
 * estate's too: they are evidence about a service, under a key apart from its own.
 */
export function membersOf(resources: Readonly<Record<string, readonly OwnedResource[]>>): Members {
  const members: Record<string, Record<string, string[]>> = {};
  for (const [kind, list] of Object.entries(resources)) {
    for (const { service, name } of list) {
      if (service === undefined) continue;
      const kinds = (members[service] ??= {});
      (kinds[kind] ??= []).push(name);
    }
  }
  return members;
}
