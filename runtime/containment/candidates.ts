import { parseRoleArn } from "../identity-arn";
import type { Finding } from "./incident";
import { type ContainableService, type ContainmentSettings, groupsOf, rolesOf } from "./settings";

/** Whom a finding means: one service, or why people must say. */
export type Meant = { readonly service: string } | { readonly unclear: string };

/**
 * The service that a finding means. Whose session acted decides alone: what it touched belongs to the victim. Where
 * nobody's session is known, what was touched decides.
 */
export function serviceMeant(finding: Finding, settings: ContainmentSettings): Meant {
  const { actorRoleArn, resources } = finding;
  return actorRoleArn === undefined
    ? serviceTouched(resources, settings)
    : serviceOfRole(actorRoleArn, settings);
}

function serviceOfRole(arn: string, settings: ContainmentSettings): Meant {
  const role = parseRoleArn(arn);
  if (role?.partition !== settings.partition || role.accountId !== settings.accountId) {
    return { unclear: "the actor is no role of this account" };
  }
  const { roleName } = role;
  if (settings.protectedRoleNames.includes(roleName)) {
    return { unclear: "the actor is a role that is never contained" };
  }
  return onlyOne(servicesWhere(settings, (service) => rolesOf(service).includes(roleName)));
}

function serviceTouched(resources: readonly string[], settings: ContainmentSettings): Meant {
  const isProtected = resources.some((resource) => {
    const name = parseRoleArn(resource)?.roleName ?? resource;
    return settings.protectedRoleNames.includes(name);
  });
  if (isProtected) return { unclear: "it is about a role that is never contained" };
  return onlyOne(
    servicesWhere(settings, (service, name) =>
      resources.some((resource) => isOf(resource, { name, service, settings })),
    ),
  );
}

/** The one service among candidates. */
export function onlyOne(candidates: readonly string[]): Meant {
  const [service, ...others] = new Set(candidates);
  if (service === undefined) return { unclear: "no service is meant" };
  if (others.length > 0) return { unclear: "more than one service is meant" };
  return { service };
}

const servicesWhere = (
  settings: ContainmentSettings,
  isMeant: (service: ContainableService, name: string) => boolean,
): readonly string[] =>
  Object.entries(settings.services)
    .filter(([name, service]) => isMeant(service, name))
    .map(([name]) => name);

interface Candidate {
  readonly name: string;
  readonly service: ContainableService;
  readonly settings: ContainmentSettings;
}

// Exact names and ARNs: a resource whose name only begins like a service's is another's.
function isOf(resource: string, candidate: Candidate): boolean {
  const { service, settings } = candidate;
  const role = parseRoleArn(resource);
  if (role !== undefined) {
    const isHere = role.partition === settings.partition && role.accountId === settings.accountId;
    return isHere && rolesOf(service).includes(role.roleName);
  }
  // Secrets Manager adds a hyphen and six characters (Secrets Manager user guide, "What's in a secret").
  const secret = resource.replace(/-[A-Za-z0-9]{6}$/, "");
  const secretArns = service.secrets.map(({ name }) =>
    regionalArn(settings, "secretsmanager", `secret:${name}`),
  );
  return namesOf(candidate).includes(resource) || secretArns.includes(secret);
}

function namesOf({ name, service, settings }: Candidate): readonly string[] {
  const { rotation, ecs, secrets, logGroups } = service;
  const groups = groupsOf(service);
  const functions = rotation === undefined ? [] : [rotation.functionName];
  return [
    name,
    ...rolesOf(service),
    ...groups,
    ...groups.map((group) => regionalArn(settings, "ec2", `security-group/${group}`)),
    ...functions,
    ...functions.map((each) => regionalArn(settings, "lambda", `function:${each}`)),
    ...secrets.map((secret) => secret.name),
    ...logGroups,
    ...(ecs === undefined ? [] : [`${ecs.cluster}/${ecs.service}`]),
  ];
}

const regionalArn = (
  { partition, region, accountId }: ContainmentSettings,
  service: string,
  rest: string,
): string => `arn:${partition}:${service}:${region}:${accountId}:${rest}`;
