import type { PlanContext } from "../context";
import type { Tags } from "../tags";
import { type ContainablePlan, containable } from "./containable";

/** Alias that the workflow invokes: a step never meets half of an update. */
export const containmentAlias = "workflow";

/** What the function is told of the stack; ids that AWS chooses are logical names here. */
export interface ContainmentSettingsPlan {
  /** Partition. */
  readonly partition: string;
  /** Region. */
  readonly region: string;
  /** Account, twelve digits. */
  readonly accountId: string;
  /** How far an incident goes without people. */
  readonly mode: "dry-run" | "approve" | "automatic";
  /** Governance's table. */
  readonly tableName: string;
  /** Bucket of the evidence. */
  readonly bucketName: string;
  /** Tags of every rule of a security group that the stack declares: a release restores no other. */
  readonly ruleTags: Tags;
  /** Roles that nothing contains, whatever a finding says. */
  readonly protectedRoleNames: readonly string[];
  /** What can be contained, by service. */
  readonly services: Readonly<Record<string, ContainablePlan>>;
}

/** The function that takes each step of an incident. */
export interface ContainmentFunctionPlan {
  /** Physical name. */
  readonly name: string;
  /** Key of its role. */
  readonly role: "containment";
  /** Log group it writes to. */
  readonly logGroup: string;
  /** Alias that the workflow invokes. */
  readonly alias: typeof containmentAlias;
  /** Memory in MB. */
  readonly memoryMegabytes: 512;
  /** Seconds until Lambda ends a step. */
  readonly timeoutSeconds: typeof stepSeconds;
  /** What `settings.json` beside the code says. */
  readonly settings: ContainmentSettingsPlan;
  /** Tags. */
  readonly tags: Tags;
}

/** Most seconds that a step takes: it reads logs of a quarter of an hour, and stops tasks one by one. */
export const stepSeconds = 300;

/** Plans the function that contains services. */
export function planContainment(context: PlanContext): ContainmentFunctionPlan {
  const { config, environment, names, tags } = context;
  const { partition, region, accountId } = environment;
  return {
    name: names.containment,
    role: "containment",
    logGroup: names.logGroups.containment,
    alias: containmentAlias,
    memoryMegabytes: 512,
    timeoutSeconds: stepSeconds,
    settings: {
      ...{ partition, region, accountId },
      mode: config.incidentResponse.containment.mode,
      tableName: names.governance,
      bucketName: names.evidenceBucket,
      ruleTags: tags,
      protectedRoleNames: protectedRoles(context),
      services: containable(context),
    },
    tags,
  };
}

// Who contains themselves, or those who would let them out again, is locked out for good.
const protectedRoles = ({ names }: PlanContext): readonly string[] => [
  names.personRole("break-glass"),
  names.personRole("responder"),
  names.personRole("reader"),
  names.containment,
  names.incidentWorkflow,
  names.incidentStartRole,
  names.accessReview,
  names.governance,
  names.flowLogRole,
  names.trailRole,
];

/** The text of `settings.json`, with ids in place of logical names. */
export function settingsText(
  settings: ContainmentSettingsPlan,
  ids: Readonly<Record<string, string>>,
): string {
  const services = Object.fromEntries(
    Object.entries(settings.services).map(([service, plan]) => [
      service,
      withIds(plan, (logicalName) => ids[logicalName] ?? logicalName),
    ]),
  );
  return `${JSON.stringify({ ...settings, services })}\n`;
}

function withIds(
  { securityGroup, latticeService, rotation, ...service }: ContainablePlan,
  idOf: (logicalName: string) => string,
) {
  return {
    ...service,
    securityGroupId: idOf(securityGroup),
    ...(latticeService !== undefined && { latticeServiceId: idOf(latticeService) }),
    ...(rotation !== undefined && {
      rotation: {
        functionName: rotation.functionName,
        roleName: rotation.roleName,
        ...(rotation.securityGroup !== undefined && {
          securityGroupId: idOf(rotation.securityGroup),
        }),
      },
    }),
  };
}
