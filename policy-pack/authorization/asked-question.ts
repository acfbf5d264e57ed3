import { ownershipIn } from "../contract/ownership";
import type { StackResource } from "../engine/rule";
import { isUnknown } from "../engine/value";
import { actionFacts, actionsMatching, isKnownService, servicePrefix } from "../iam/catalogue";
import { serviceName } from "../iam/service-names";
import type { World } from "./known-arns";
import type { AuthorizationRequest, Caller, KeyValue } from "./request";

/** A question as read: the requests that it is about, or why it cannot be answered. */
export type AskedQuestion =
  | { readonly kind: "requests"; readonly requests: readonly AuthorizationRequest[] }
  | { readonly kind: "problem"; readonly text: string };

/** How a question is written. */
const questionForm =
  "<caller> <service:Action> <kind>/<name>[text after the ARN] [condition-key=value …]";

/** The types that each kind of resource stands for. */
const resourceKinds: Readonly<Record<string, readonly string[]>> = {
  key: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey"],
  secret: ["aws:secretsmanager/secret:Secret"],
  role: ["aws:iam/role:Role"],
  policy: ["aws:iam/policy:Policy"],
  function: ["aws:lambda/function:Function"],
  alias: ["aws:lambda/alias:Alias"],
  "log-group": ["aws:cloudwatch/logGroup:LogGroup"],
  service: ["aws:vpclattice/service:Service"],
  table: ["aws:dynamodb/table:Table"],
  bucket: ["aws:s3/bucket:Bucket"],
  queue: ["aws:sqs/queue:Queue"],
  topic: ["aws:sns/topic:Topic"],
  repository: ["aws:ecr/repository:Repository"],
};

/**
 * Reads a question such as `orbit kms:Decrypt key/axon`. A service means its roles, and its resources of the kind;
 * logical and physical names mean one resource; a service principal or an ARN calls in its own name.
 */
export function readQuestion(world: World, text: string): AskedQuestion {
  const [caller, action, resource, ...keys] = text.trim().split(/\s+/);
  if (caller === undefined || action === undefined || resource === undefined) {
    return problem(`"${text}" lacks a part. Write ${questionForm}.`);
  }
  const callers = callersNamed(world, caller);
  if (callers.length === 0) return problem(unknownCaller(world, caller));
  const wrongAction = actionProblem(action);
  if (wrongAction !== undefined) return problem(wrongAction);
  const subjects = subjectsNamed(world, resource);
  if (subjects.length === 0) return problem(unknownResource(world, resource));
  const wrongKey = keys.find((key) => !/^[^=]+=/.test(key));
  if (wrongKey !== undefined) return problem(`${wrongKey} is no condition-key=value.`);
  const read = readKeys(keys);
  return {
    kind: "requests",
    requests: callers.flatMap((each) =>
      subjects.map((subject) => ({ caller: each, action, ...subject, keys: read })),
    ),
  };
}

const problem = (text: string): AskedQuestion => ({ kind: "problem", text });

const roleType = "aws:iam/role:Role";

function callersNamed(world: World, text: string): readonly Caller[] {
  if (serviceName(text) !== undefined) return [{ kind: "service", name: text }];
  const roles = named(world, { kind: "role", text }).map(
    (role): Caller => ({ kind: "role", role }),
  );
  if (roles.length > 0 || !text.startsWith("arn:")) return roles;
  return [{ kind: "foreign", arn: text }];
}

interface Named {
  readonly kind: string;
  readonly text: string;
}

// A service's name wins over the names of resources: it is what people say.
function named({ stack, context }: World, { kind, text }: Named): readonly StackResource[] {
  const types = resourceKinds[kind] ?? [];
  const owned = ownershipIn(stack, context.declared)
    .resourcesOf(text)
    .filter(({ type }) => types.includes(type));
  if (owned.length > 0) return owned;
  const logical = stack.ofType(...types).filter(({ name }) => name === text);
  return logical.length > 0 ? logical : stack.named(text, types);
}

interface AskedSubject {
  readonly resource: StackResource;
  readonly suffix: string;
}

// Names may hold slashes and colons, so the longest one that is known counts.
function subjectsNamed(world: World, text: string): readonly AskedSubject[] {
  const [, kind = "", rest = ""] = /^([^/]+)\/(.+)$/.exec(text) ?? [];
  for (let end = rest.length; end > 0; end -= 1) {
    if (end < rest.length && !/[/:]/.test(rest[end] ?? "")) continue;
    const found = named(world, { kind, text: rest.slice(0, end) });
    if (found.length > 0) return found.map((resource) => ({ resource, suffix: rest.slice(end) }));
  }
  return [];
}

function readKeys(pairs: readonly string[]): Readonly<Record<string, KeyValue>> {
  const keys: Record<string, string[]> = {};
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    (keys[pair.slice(0, at).toLowerCase()] ??= []).push(pair.slice(at + 1));
  }
  return keys;
}

const listed = (names: Iterable<string>): string => [...new Set(names)].sort().join(", ") || "none";

function unknownCaller({ stack, context }: World, text: string): string {
  const services = ownershipIn(stack, context.declared).services;
  const roles = stack.ofType(roleType).map(({ name }) => name);
  return `There is no caller ${text}. Services: ${listed(services)}. Roles: ${listed(roles)}. Or name a service principal or an ARN.`;
}

function actionProblem(action: string): string | undefined {
  if (!/^[a-z0-9-]+:[a-z0-9]+$/i.test(action)) {
    return `${action} is no action such as kms:Decrypt.`;
  }
  const prefix = servicePrefix(action);
  if (!isKnownService(prefix)) return `The action catalogue knows no service ${prefix}.`;
  if (actionFacts(action) !== undefined) return undefined;
  return `The action catalogue knows no action ${action}. There are: ${listed(actionsMatching(`${prefix}:*`))}.`;
}

function unknownResource(world: World, text: string): string {
  const [kind = ""] = text.split("/");
  const types = resourceKinds[kind];
  if (types === undefined || !text.includes("/")) {
    return `${text} names no kind of resource. Kinds: ${listed(Object.keys(resourceKinds))}.`;
  }
  const { stack, context } = world;
  const resources = stack.ofType(...types);
  const ownership = ownershipIn(stack, context.declared);
  const owners = resources.flatMap((resource) => ownership.ownersOf(resource));
  const names = resources.map(({ name, properties }) => {
    const physical = properties["name"];
    return typeof physical === "string" && !isUnknown(physical) ? `${name} (${physical})` : name;
  });
  return `There is no ${text}. Services with one: ${listed(owners)}. Names: ${listed(names)}.`;
}
