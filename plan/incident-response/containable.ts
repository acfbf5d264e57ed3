import type { PlanContext } from "../context";
import { calleesOf } from "../governance/parties";
import { failedVerification } from "../monitoring/patterns/failed-verification";
import { logicalNames } from "../naming";
import { rotationGroup } from "../network/rotation-groups";
import { rotatesInVpc } from "../secrets/rotation";

/** The function that rotates the secrets of a service: apart, because recovery needs it first. */
export interface RotationPlan {
  /** Physical name. */
  readonly functionName: string;
  /** Its role. */
  readonly roleName: string;
  /** Logical name of its security group; undefined where it stands outside the VPC. */
  readonly securityGroup: string | undefined;
}

/** What can be contained of a service; ids that AWS chooses are logical names here. */
export interface ContainablePlan {
  /** Roles of its tasks, their execution, and its edges as caller; not those of its pipeline, which recovery needs. */
  readonly roleNames: readonly string[];
  /** Logical name of the security group of its tasks. */
  readonly securityGroup: string;
  /** Logical name of the Lattice service where it is called; undefined for one that nobody calls. */
  readonly latticeService: string | undefined;
  /** Where its tasks run; undefined where the workload is not configured. */
  readonly ecs: { readonly cluster: string; readonly service: string } | undefined;
  /** What rotates its secrets; undefined where it has none. */
  readonly rotation: RotationPlan | undefined;
  /** Its secrets. */
  readonly secrets: readonly { readonly name: string; readonly rotates: boolean }[];
  /** Log groups of its tasks and of its rotation function. */
  readonly logGroups: readonly string[];
  /** Names of the alarms that count requests which it refused. */
  readonly refusalAlarms: readonly string[];
}

/** What can be contained, by service. */
export function containable(context: PlanContext): Readonly<Record<string, ContainablePlan>> {
  const services = Object.keys(context.config.services);
  return Object.fromEntries(services.map((service) => [service, planService(context, service)]));
}

function planService(context: PlanContext, service: string): ContainablePlan {
  const { config, names } = context;
  const { workload } = config.incidentResponse.containment;
  const secrets = config.services[service]?.secrets ?? [];
  const hasSecrets = secrets.length > 0;
  return {
    roleNames: [
      names.taskRole(service),
      names.executionRole(service),
      ...accessRoles(context, service),
    ],
    securityGroup: logicalNames.securityGroup(service),
    latticeService: isCalledOnMesh(context, service)
      ? logicalNames.latticeService(service)
      : undefined,
    ecs:
      workload === undefined ? undefined : { cluster: workload, service: `${workload}-${service}` },
    rotation: hasSecrets ? planRotation(context, service) : undefined,
    secrets: secrets.map((secret) => ({
      name: names.secret(service, secret),
      rotates: Object.hasOwn(config.services[service]?.rotations ?? {}, secret),
    })),
    logGroups: [
      names.logGroups.service(service),
      ...(hasSecrets ? [names.logGroups.rotation(service)] : []),
    ],
    refusalAlarms: refusalAlarms(context, service),
  };
}

function planRotation({ config, names }: PlanContext, service: string): RotationPlan {
  return {
    functionName: names.rotationFunction(service),
    roleName: names.rotationFunction(service),
    securityGroup: rotatesInVpc(config, service)
      ? logicalNames.securityGroup(rotationGroup(service))
      : undefined,
  };
}

function accessRoles({ config, names }: PlanContext, service: string): readonly string[] {
  if (config.mesh.backend !== "vpc-lattice") return [];
  return config.edges
    .filter(({ from }) => from === service)
    .map(({ from, to }) => names.accessRole(from, to));
}

const isCalledOnMesh = ({ config }: PlanContext, service: string): boolean =>
  config.mesh.backend === "vpc-lattice" && config.edges.some(({ to }) => to === service);

// That a service could not verify requests says nothing of who sent them.
const refusalAlarms = (context: PlanContext, service: string): readonly string[] =>
  alarmsOf(context, service, ["request-deny", "bypass-attempted"]);

/** Names of the alarms on requests that went past governance, or tried to; none where nobody calls a service. */
export const bypassAlarms = (context: PlanContext, service: string): readonly string[] =>
  alarmsOf(context, service, ["bypass-attempted", "bypassed"]);

function alarmsOf(
  context: PlanContext,
  service: string,
  kinds: readonly string[],
): readonly string[] {
  if (!calleesOf(context).includes(service)) return [];
  const wanted = new Set(kinds.map((kind) => `${service}-${kind}`));
  return failedVerification(service)
    .filter(({ key }) => wanted.has(key))
    .map(({ key }) => context.names.name(key));
}

/** Every role whose sessions act for a service. */
export const rolesOf = ({ roleNames, rotation }: ContainablePlan): readonly string[] => [
  ...roleNames,
  ...(rotation === undefined ? [] : [rotation.roleName]),
];

/** Logical names of every security group of a service. */
export const groupsOf = ({ securityGroup, rotation }: ContainablePlan): readonly string[] => [
  securityGroup,
  ...(rotation?.securityGroup === undefined ? [] : [rotation.securityGroup]),
];
