import { keyOf } from "../engine/key-reference";
import type { StackResource } from "../engine/rule";
import { isUnknown, listOf, pointer } from "../engine/value";
import { hasUnknownName, takesIn } from "../iam/effective/arn-patterns";
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
  /** Resource that is called; `unknown` where it may be one of the stack, and which one cannot be told. */
  readonly resource: Target;
  /** Text after its ARN. @default - nothing */
  readonly suffix?: string;
  /** Resource on whose behalf the service calls, where it says so. @default - it sends no source */
  readonly source?: KeyValue;
  /** Further condition keys, names in lower case. @default - none */
  readonly keys?: Readonly<Record<string, KeyValue>>;
  /** Whether caller or suffix hold a stand-in for something unknown. @default false */
  readonly isOpen?: boolean;
}

/** What is called, as far as that can be told. */
export type Target = StackResource | "unknown";

/**
 * The resources of some types that a property names: `unknown` alone where it names none, and either its value is
 * unknown or a resource's name is.
 */
export function targetsOf(
  { stack }: World,
  resource: StackResource,
  { property, types, value }: Naming,
): readonly Target[] {
  const found =
    value === undefined || isUnknown(value)
      ? stack.referred(resource, property, types)
      : stack.named(value, types);
  if (found.length > 0) return found;
  const unnamed = stack.ofType(...types).filter(hasUnknownName);
  const isLinked = (resource.propertyDependencies[property] ?? []).length > 0;
  const isOpen = listOf(value ?? resource.properties[property]).some((each) =>
    isUnknown(each)
      ? !isLinked
      : typeof each === "string" && unnamed.some((candidate) => mayBe(each, candidate)),
  );
  return isOpen ? ["unknown"] : [];
}

/** A property that names resources. */
export interface Naming {
  /** Property. */
  readonly property: string;
  /** Types of the resources. */
  readonly types: readonly string[];
  /** Text that names them inside of the property. @default - the property itself, or its items */
  readonly value?: string;
}

function mayBe(text: string, resource: StackResource): boolean {
  if (!text.startsWith("arn:")) return true;
  const entry = { kind: "text", text, path: "" } as const;
  return takesIn({ kind: "entry", entry, path: "" }, resource) !== "no";
}

/** A call as a question: it must be allowed. */
export function questionOf(world: World, call: ServiceCall): Question {
  const { subject, path, caller, action, resource, suffix, source, keys, isOpen } = call;
  const who = typeof caller === "string" ? caller : caller.name;
  if (resource === "unknown") {
    const purpose = `to use ${action} on what ${subject.name} names`;
    return { who, purpose, requests: [], isOpen: true, subject, path };
  }
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
    ...(isOpen === true && { isOpen }),
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
export interface KeyNeed
  extends Pick<ServiceCall, "subject" | "path" | "caller" | "source" | "isOpen"> {
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
  const { holder, property, actions, context, keys, subject, path, caller, source, isOpen } = need;
  const target = keyOf(world.stack, { resource: holder, path: property }, world.context);
  const at = path === "" ? pointer(property) : path;
  if (target.kind === "unknown" || target.kind === "ambiguous") {
    return [{ subject, path: at, caller, action: "kms:*", resource: "unknown" }];
  }
  if (target.kind !== "key") return [];
  const contextKeys = Object.keys(context);
  return actions.map((action) => ({
    subject,
    path: at,
    caller,
    action,
    resource: target.key,
    ...(source !== undefined && { source }),
    ...(isOpen === true && { isOpen }),
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
