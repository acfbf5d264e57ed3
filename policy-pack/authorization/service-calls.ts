import { keyOf } from "../engine/key-reference";
import type { StackResource } from "../engine/rule";
import { pointer } from "../engine/value";
import { accountOf, placeOf, type World } from "./known-arns";
import type { Caller, KeyValue } from "./request";
import type { Question } from "./verdicts";

/** A call that AWS makes because a resource is set up to have it made. */
export interface ServiceCall {
  /** The resource, and the property that says so. */
  readonly subject: StackResource;
  /** JSON pointer in it. */
  readonly path: string;
  /** AWS service in its own name, such as `events.amazonaws.com`, or the role that a service has taken on. */
  readonly caller: string | StackResource;
  /** Action. */
  readonly action: string;
  /** Resource that is called. */
  readonly resource: StackResource;
  /** Text after its ARN. @default - nothing */
  readonly suffix?: string;
  /** Resource on whose behalf the service calls, where it says so. @default - it sends no source */
  readonly source?: KeyValue;
  /** Further condition keys, names in lower case. @default - none */
  readonly keys?: Readonly<Record<string, KeyValue>>;
}

/** A call as a question: it must be allowed. */
export function questionOf(world: World, call: ServiceCall): Question {
  const { subject, path, caller, action, resource, suffix, source, keys } = call;
  const who = typeof caller === "string" ? caller : caller.name;
  const by: Caller =
    typeof caller === "string" ? { kind: "service", name: caller } : { kind: "role", role: caller };
  return {
    who,
    purpose: `to use ${action} on ${resource.name} for ${subject.name}`,
    requests: [
      {
        caller: by,
        action,
        resource,
        ...(suffix !== undefined && { suffix }),
        keys: {
          ...(source !== undefined && {
            "aws:sourcearn": source,
            "aws:sourceaccount": accountOf(world),
          }),
          ...keys,
        },
      },
    ],
    subject,
    path,
  };
}

/** A source of which only service, Region and account are known, with any name. */
export function anySource(world: World, service: string, name: string): KeyValue {
  const { partition, region, account } = placeOf(world);
  if (partition === undefined || region === undefined || account === undefined) return "unknown";
  return [`arn:${partition}:${service}:${region}:${account}:${name}`];
}

/** What a service needs of the key of a resource that it writes to, or keeps. */
export interface KeyNeed extends Pick<ServiceCall, "subject" | "path" | "caller" | "source"> {
  /** Resource that names the key. */
  readonly holder: StackResource;
  /** Path of the property that names it. */
  readonly property: readonly (string | number)[];
  /** Actions on the key. */
  readonly actions: readonly string[];
  /** Pairs of the encryption context, as AWS spells their keys. */
  readonly context: Readonly<Record<string, KeyValue>>;
  /** Further condition keys, names in lower case. @default - none */
  readonly keys?: Readonly<Record<string, KeyValue>>;
}

/** The calls to a key of the stack; a key outside of it is not judged here. */
export function keyCalls(world: World, need: KeyNeed): readonly ServiceCall[] {
  const { holder, property, actions, context, keys, subject, path, caller, source } = need;
  const target = keyOf(world.stack, { resource: holder, path: property }, world.context);
  if (target.kind !== "key") return [];
  const contextKeys = Object.keys(context);
  return actions.map((action) => ({
    subject,
    path: path === "" ? pointer(property) : path,
    caller,
    action,
    resource: target.key,
    ...(source !== undefined && { source }),
    keys: {
      ...Object.fromEntries(
        Object.entries(context).map(([key, value]) => [
          `kms:encryptioncontext:${key.toLowerCase()}`,
          value,
        ]),
      ),
      ...(contextKeys.length > 0 && { "kms:encryptioncontextkeys": contextKeys }),
      ...keys,
    },
  }));
}
