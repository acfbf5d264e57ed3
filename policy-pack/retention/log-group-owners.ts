import { undecidable, violated } from "../engine/observations";
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

/** Types that create log groups of their own. Source: the services' guides, read 2026-11. */
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

/** Judges whether the group that a resource writes to is declared. */
export function judgeLogGroup(
  stack: JudgedStack,
  resource: StackResource,
  owner: LogGroupOwner,
): readonly Observation[] {
  const writes = owner.when === undefined ? "yes" : fulfils(resource.properties, owner.when);
  if (writes === "no") return [];
  const named = owner.named?.split(".") ?? [];
  const given = owner.named === undefined ? "" : textAt(read(resource.properties, ...named));
  const found =
    given === "" ? judgeImplicit(stack, resource, owner) : judgeNamed(stack, resource, named);
  return writes === "yes" ? found : found.map((each) => ({ ...each, verdict: "undecided" }));
}

function judgeNamed(
  stack: JudgedStack,
  resource: StackResource,
  path: readonly string[],
): readonly Observation[] {
  const group = stack.reference(resource, path, [groupType]);
  if (group.kind === "resource" || group.kind === "ambiguous") return [];
  const at = pointer(path);
  if (group.kind === "foreign") {
    return mayBeDeclared(stack)
      ? [undecidable(at, `A log group whose name is unknown may be ${group.name}.`)]
      : [violated(at, `No log group of this stack is ${group.name}.`, fixFor(group.name))];
  }
  return [undecidable(at, "The log group is unknown and refers to none of this stack.")];
}

function judgeImplicit(
  stack: JudgedStack,
  resource: StackResource,
  { prefix, name }: LogGroupOwner,
): readonly Observation[] {
  const reading = textAt(read(resource.properties, name));
  const own = reading ?? "";
  const groups = stack.ofType(groupType);
  const isDeclared = groups.some(
    (group) =>
      (own !== "" && isNamed(group, `${prefix}${own}`)) || dependsOn(group, resource, name),
  );
  if (isDeclared) return [];
  const isOpen =
    reading === undefined &&
    groups.some(({ properties }) => textAt(read(properties, "name"))?.startsWith(prefix));
  if (isOpen || mayBeDeclared(stack)) {
    return [undecidable("", "Whether a declared log group is the one it writes to is unknown.")];
  }
  const full = `${prefix}${own === "" ? "…" : own}`;
  const message = `Nobody declares its log group ${full}, so it has no key and keeps events for ever.`;
  return [violated("", message, fixFor(full))];
}

const fixFor = (name: string): string =>
  `Declare a LogGroup named ${name} with kmsKeyId and retentionInDays.`;

// The execution log of an API is named by API and stage.
const isNamed = ({ properties: { name } }: StackResource, wanted: string): boolean =>
  typeof name === "string" && (name === wanted || name.startsWith(`${wanted}/`));

// A group that is named after the resource, or after the API that the resource belongs to.
function dependsOn(group: StackResource, resource: StackResource, name: string): boolean {
  const dependencies = group.propertyDependencies["name"] ?? [];
  const owners = [resource.urn, ...(resource.propertyDependencies[name] ?? [])];
  return isUnknown(group.properties["name"]) && owners.some((urn) => dependencies.includes(urn));
}

const mayBeDeclared = (stack: JudgedStack): boolean =>
  stack
    .ofType(groupType)
    .some(
      ({ properties: { name }, propertyDependencies }) =>
        isUnknown(name) && (propertyDependencies["name"] ?? []).length === 0,
    );
