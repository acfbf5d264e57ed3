import { doubted, undecidable, violated } from "../engine/observations";
import type { JudgedStack, Observation, StackResource } from "../engine/rule";
import type { Condition } from "../engine/settings";
import { fulfils, textAt } from "../engine/settings";
import { isUnknown, pointer, read } from "../engine/value";

const groupType = "aws:cloudwatch/logGroup:LogGroup";

/** A type that creates a log group of its own when nobody declares it. */
export interface LogGroupOwner {
  /** Type token. */
  readonly type: string;
  /** Dotted path of the property that names the group. @default - none */
  readonly named?: string;
  /** Beginning of the group's name when nothing names it; the resource's own name follows. */
  readonly prefix: string;
  /** Property of the resource's own name. */
  readonly name: string;
  /** Only resources that fulfil it write logs. @default - all */
  readonly when?: Condition;
}

/** Types that create log groups of their own. Source: the services' guides; table of 2026-11. */
export const logGroupOwners: readonly LogGroupOwner[] = [
  {
    type: "aws:lambda/function:Function",
    named: "loggingConfig.logGroup",
    prefix: "/aws/lambda/",
    name: "name",
  },
  {
    type: "aws:codebuild/project:Project",
    named: "logsConfig.cloudwatchLogs.groupName",
    prefix: "/aws/codebuild/",
    name: "name",
    when: { path: "logsConfig.cloudwatchLogs.status", is: /^(ENABLED)?$/ },
  },
  // Method settings switch on the execution log, whose name holds the id of the API.
  {
    type: "aws:apigateway/methodSettings:MethodSettings",
    prefix: "API-Gateway-Execution-Logs_",
    name: "restApi",
    when: { path: "settings.loggingLevel", is: /^(INFO|ERROR)$/ },
  },
];

/** The log groups of a stack, by what finds them. */
export interface LogGroups {
  /** The stack. */
  readonly stack: JudgedStack;
  /** Names that are known. */
  readonly names: ReadonlySet<string>;
  /** URNs of resources that a group of unknown name is named after. */
  readonly namedAfter: ReadonlySet<string>;
  /** Whether a group has an unknown name that depends on nothing. */
  readonly hasStray: boolean;
}

/** Indexes the log groups of a stack. */
export function logGroupsOf(stack: JudgedStack): LogGroups {
  const groups = stack.ofType(groupType);
  const unnamed = groups.filter(({ properties }) => isUnknown(properties["name"]));
  const bases = unnamed.map(({ propertyDependencies }) => propertyDependencies["name"] ?? []);
  return {
    stack,
    names: new Set(groups.flatMap(({ properties }) => textAt(read(properties, "name")) ?? [])),
    namedAfter: new Set(bases.flat()),
    hasStray: bases.some((base) => base.length === 0),
  };
}

/** Judges whether the group that a resource writes to is declared. */
export function judgeLogGroup(
  groups: LogGroups,
  resource: StackResource,
  owner: LogGroupOwner,
): readonly Observation[] {
  const writes = owner.when === undefined ? "yes" : fulfils(resource.properties, owner.when);
  if (writes === "no") return [];
  const named = owner.named?.split(".") ?? [];
  const given = owner.named === undefined ? "" : textAt(read(resource.properties, ...named));
  const found =
    given === "" ? judgeImplicit(groups, resource, owner) : judgeNamed(groups, resource, named);
  return writes === "yes" ? found : found.map(doubted);
}

function judgeNamed(
  { stack, hasStray }: LogGroups,
  resource: StackResource,
  path: readonly string[],
): readonly Observation[] {
  const group = stack.reference(resource, path, [groupType]);
  if (group.kind === "resource" || group.kind === "ambiguous") return [];
  const at = pointer(path);
  if (group.kind === "foreign") {
    return hasStray
      ? [undecidable(at, `A log group whose name is unknown may be ${group.name}.`)]
      : [violated(at, `No log group of this stack is ${group.name}.`, fixFor(group.name))];
  }
  return [undecidable(at, "The log group is unknown and refers to none of this stack.")];
}

function judgeImplicit(
  groups: LogGroups,
  resource: StackResource,
  { prefix, name }: LogGroupOwner,
): readonly Observation[] {
  const own = textAt(read(resource.properties, name));
  if (isNamedAfter(groups, resource, name)) return [];
  const full = `${prefix}${own ?? ""}`;
  const isFull = own !== undefined && own !== "";
  if (isFull && isDeclared(groups, full)) return [];
  const mayBeDeclared = own === undefined && beginsAny(groups, prefix);
  if (groups.hasStray || mayBeDeclared) {
    const message = "Whether a declared log group is the one it writes to is unknown.";
    return [undecidable("", message)];
  }
  const shown = isFull ? full : `${prefix}…`;
  const message = `Nobody declares its log group ${shown}, so it has no key and keeps events for ever.`;
  return [violated("", message, fixFor(shown))];
}

const fixFor = (name: string): string =>
  `Declare a LogGroup named ${name} with kmsKeyId and retentionInDays.`;

const beginsAny = ({ names }: LogGroups, beginning: string): boolean =>
  [...names].some((name) => name.startsWith(beginning));

// The execution log of an API is named by API and stage.
const isDeclared = (groups: LogGroups, name: string): boolean =>
  groups.names.has(name) || (/^API-/.test(name) && beginsAny(groups, `${name}/`));

// A group may be named after the resource, or after the API that the resource belongs to.
const isNamedAfter = (
  { namedAfter }: LogGroups,
  { urn, propertyDependencies }: StackResource,
  name: string,
): boolean => [urn, ...(propertyDependencies[name] ?? [])].some((owner) => namedAfter.has(owner));
