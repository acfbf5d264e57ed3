import { fieldAt, type JsonObject, objectOf, textAt } from "../json";
import type { Finding } from "./incident";
import type { ContainmentSettings } from "./settings";

/** What a reader finds: a finding, or why there is none, in our own words. */
export type Read = Finding | { readonly refused: string };

/** What a reader is told: the event, and whose findings count. */
export interface Reading {
  /** The event, an object. */
  readonly event: JsonObject;
  /** Whose account and Region it must be of. */
  readonly settings: Pick<ContainmentSettings, "partition" | "region" | "accountId">;
}

const refused = (why: string): Read => ({ refused: why });

const longestTitle = 200;
const longestResource = 512;
const mostResources = 32;

// What is not printable is left out: titles go to people, into mail and HTML.
const shown = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{N}\p{P}\p{S} ]/gu, " ").slice(0, longestTitle);

/** Texts among some values, each once, bounded in length and number. */
const boundedTexts = (values: readonly unknown[]): readonly string[] => {
  const texts = values.filter((value) => typeof value === "string" && value !== "");
  const bounded = texts
    .map((text) => String(text))
    .filter(({ length }) => length <= longestResource);
  return [...new Set(bounded)].slice(0, mostResources);
};

// CloudWatch writes its offset without a colon.
const instant = (text: string | undefined): string | undefined => {
  const time = Date.parse((text ?? "").replace(/\+0000$/, "Z"));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
};

const idPattern = /^[A-Za-z0-9:/._-]{1,512}$/;

/** Reads a finding of GuardDuty as EventBridge delivers it (EventBridge reference, "Amazon GuardDuty events"). */
export function readGuardDuty({ event, settings }: Reading): Read {
  const detail = event["detail"];
  if (textAt(detail, "accountId") !== settings.accountId)
    return refused("finding of another account");
  const id = textAt(detail, "id");
  const severity = fieldAt(detail, "severity");
  const occurredAt =
    instant(textAt(detail, "service", "eventLastSeen")) ??
    instant(textAt(detail, "updatedAt")) ??
    instant(textAt(event, "time"));
  if (id === undefined || !idPattern.test(id)) return refused("finding without an id");
  if (!isSeverity(severity)) return refused("finding without a severity");
  if (occurredAt === undefined) return refused("finding without a time");
  return {
    id,
    source: "guardduty",
    title: shown(textAt(detail, "type") ?? "GuardDuty finding"),
    severity,
    occurredAt,
    accountId: settings.accountId,
    actorRoleArn: assumedRole(detail, settings),
    resources: guardDutyResources(fieldAt(detail, "resource")),
  };
}

const isSeverity = (value: unknown): value is number =>
  typeof value === "number" && value >= 0 && value <= 10;

// A key of a role's session carries the role's name, not its ARN (GuardDuty API reference, AccessKeyDetails).
function assumedRole(detail: unknown, { partition, accountId }: Reading["settings"]) {
  const key = fieldAt(detail, "resource", "accessKeyDetails");
  const name = textAt(key, "userName");
  if (textAt(key, "userType") !== "AssumedRole" || name === undefined) return undefined;
  return `arn:${partition}:iam::${accountId}:role/${name}`.slice(0, longestResource);
}

function guardDutyResources(resource: unknown): readonly string[] {
  const cluster = fieldAt(resource, "ecsClusterDetails");
  const group = textAt(cluster, "taskDetails", "group");
  const service = group?.startsWith("service:") === true ? group.slice("service:".length) : "";
  const name = textAt(cluster, "name");
  const lambda = fieldAt(resource, "lambdaDetails");
  return boundedTexts([
    service !== "" && name !== undefined ? `${name}/${service}` : undefined,
    textAt(lambda, "functionName"),
    textAt(lambda, "functionArn"),
  ]);
}

/** Reads an API call that CloudTrail recorded, as EventBridge delivers it. */
export function readCloudTrail({ event, settings }: Reading): Read {
  const detail = event["detail"];
  // The envelope's source is made of the event's: aws.ec2 and ec2.amazonaws.com.
  const service = textAt(event, "source")?.slice("aws.".length) ?? "";
  const forged = contradiction(detail, { service, settings });
  if (forged !== undefined) return refused(forged);
  const id = textAt(detail, "eventID");
  const name = textAt(detail, "eventName");
  const occurredAt = instant(textAt(detail, "eventTime"));
  if (id === undefined || !idPattern.test(id)) return refused("event without an id");
  if (name === undefined || occurredAt === undefined) return refused("event without name or time");
  // Of whoever is no role's session, the own ARN: it is no service's either, and what was touched is the victim's.
  const caller =
    textAt(detail, "userIdentity", "sessionContext", "sessionIssuer", "arn") ??
    textAt(detail, "userIdentity", "arn");
  return {
    id,
    source: "cloudtrail",
    title: shown(`${name} of ${service}`),
    severity: calledSeverity,
    occurredAt,
    accountId: settings.accountId,
    actorRoleArn: caller?.slice(0, longestResource),
    resources: touchedBy(detail),
  };
}

interface Claimed extends Pick<Reading, "settings"> {
  readonly service: string;
}

function contradiction(detail: unknown, { service, settings }: Claimed): string | undefined {
  if (textAt(detail, "recipientAccountId") !== settings.accountId)
    return "event of another account";
  if (textAt(detail, "awsRegion") !== settings.region) return "event of another Region";
  return textAt(detail, "eventSource") === `${service}.amazonaws.com`
    ? undefined
    : "envelope and event name different sources";
}

/** Whoever starts the workflow with a call or an alarm has chosen it as a sign of an attack. */
const calledSeverity = 7;

/** Names of parameters whose value is what a call touched. */
const touchedParameters = ["secretId", "groupId", "functionName", "logGroupName", "roleName"];

function touchedBy(detail: unknown): readonly string[] {
  const parameters = fieldAt(detail, "requestParameters");
  const listed = fieldAt(detail, "resources");
  const resources: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return boundedTexts([
    ...touchedParameters.map((name) => fieldAt(parameters, name)),
    fieldAt(parameters, "ModifySecurityGroupRulesRequest", "GroupId"),
    ...resources.slice(0, mostResources).map((resource) => textAt(resource, "ARN")),
  ]);
}

/** Reads an alarm's change of state (CloudWatch User Guide, "Alarm events and EventBridge"). */
export function readAlarm({ event, settings }: Reading): Read {
  const { partition, region, accountId } = settings;
  const name = textAt(event, "detail", "alarmName");
  const listed = event["resources"];
  const arn = `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:${name ?? ""}`;
  if (name === undefined || !Array.isArray(listed) || listed.length !== 1 || listed[0] !== arn) {
    return refused("envelope and event name different alarms");
  }
  if (textAt(event, "detail", "state", "value") !== "ALARM")
    return refused("alarm that is not in alarm");
  const occurredAt = instant(textAt(event, "detail", "state", "timestamp"));
  if (occurredAt === undefined) return refused("alarm without a time");
  return {
    id: `${arn}@${occurredAt}`,
    source: "alarm",
    title: shown(name),
    severity: calledSeverity,
    occurredAt,
    accountId,
    actorRoleArn: undefined,
    resources: [name],
  };
}

/** Reads what a responder starts the workflow with: `{ "responder": { "service", "reason", "id" } }`. */
export function readResponder({ event, settings }: Reading, now: number): Read {
  const responder = objectOf(event["responder"]);
  const id = textAt(responder, "id");
  const service = textAt(responder, "service");
  const reason = textAt(responder, "reason");
  if (id === undefined || !idPattern.test(id)) return refused("responder's word without an id");
  if (service === undefined || service.length > longestResource) {
    return refused("responder's word without a service");
  }
  if (reason === undefined || reason.trim() === "")
    return refused("responder's word without a reason");
  return {
    id,
    source: "responder",
    title: shown(reason),
    severity: 10,
    occurredAt: new Date(now).toISOString(),
    accountId: settings.accountId,
    actorRoleArn: undefined,
    resources: [service],
  };
}
