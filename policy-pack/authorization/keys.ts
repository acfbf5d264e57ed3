import type { StackResource } from "../engine/rule";
import { isObject, isUnknown, textOf } from "../engine/value";
import { speaksOf } from "../iam/effective/reach";
import { documentsOf } from "../iam/locations";
import { placeOf, type World } from "./known-arns";
import type { AuthorizationRequest, Caller, KeyValue } from "./request";

/** One value of a condition key. */
export type KeyText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "arn"; readonly resource: StackResource; readonly suffix: string }
  | { readonly kind: "unknown" };

/** What a request says for a condition key; `perhaps` when not even its presence is known. */
export type KeyReading =
  | { readonly kind: "absent" }
  | { readonly kind: "perhaps" }
  | { readonly kind: "present"; readonly values: readonly KeyText[] };

const absent: KeyReading = { kind: "absent" };
const perhaps: KeyReading = { kind: "perhaps" };
const unknown: KeyReading = { kind: "present", values: [{ kind: "unknown" }] };

const present = (...texts: readonly string[]): KeyReading => ({
  kind: "present",
  values: texts.map((text) => ({ kind: "text", text })),
});

const known = (text: string | undefined): KeyReading =>
  text === undefined ? unknown : present(text);

const arn = (resource: StackResource): KeyReading => ({
  kind: "present",
  values: [{ kind: "arn", resource, suffix: "" }],
});

type Derive = (world: World, request: AuthorizationRequest) => KeyReading;

/** A key that only principals of an account have: a service calling in its own name has none of them. */
const ofPrincipal =
  (derive: Derive): Derive =>
  (world, request) =>
    request.caller.kind === "service" ? absent : derive(world, request);

const account = ofPrincipal((world, { caller }) =>
  known(caller.kind === "foreign" ? caller.arn.split(":")[4] : placeOf(world).account),
);

// IAM User Guide, "AWS global condition context keys": which keys a request holds, by who makes it. Where, when and
// by which program a request is made is not known here.
const derived: Readonly<Record<string, Derive>> = {
  "aws:principalarn": ofPrincipal((_, { caller }) => {
    if (caller.kind === "role") return arn(caller.role);
    return caller.kind === "foreign" ? roleOf(caller.arn) : absent;
  }),
  "aws:principalaccount": account,
  "kms:calleraccount": account,
  "aws:principaltype": ofPrincipal((_, { caller }) => known(principalType(caller))),
  "aws:principalorgid": ofPrincipal(() => perhaps),
  "aws:principalorgpaths": ofPrincipal(() => perhaps),
  "aws:userid": ofPrincipal(() => unknown),
  "aws:username": ofPrincipal((_, { caller }) => userName(caller)),
  "aws:principalisawsservice": (_, { caller }) => present(String(caller.kind === "service")),
  "aws:principalservicename": (_, { caller }) =>
    caller.kind === "service" ? present(caller.name) : absent,
  "aws:principalservicenameslist": (_, { caller }) =>
    caller.kind === "service" ? unknown : absent,
  "aws:securetransport": () => present("true"),
  // A service that calls with the caller's credentials, as KMS hears of it.
  "aws:viaawsservice": (_, { keys = {} }) => present(String(Object.hasOwn(keys, "kms:viaservice"))),
  "aws:resourceaccount": (world, { resource }) =>
    resource === undefined ? perhaps : known(placeOf(world).account),
  "aws:resourceorgid": () => perhaps,
  "aws:resourceorgpaths": () => perhaps,
  "aws:requestedregion": (world) => known(placeOf(world).region),
  "aws:currenttime": () => unknown,
  "aws:epochtime": () => unknown,
  "aws:sourceip": () => perhaps,
  "aws:useragent": () => perhaps,
  "aws:sourcevpc": (_, { gates = [] }) => (gates.some(isEndpoint) ? unknown : absent),
  "aws:sourcevpce": (_, { gates = [] }) => (gates.some(isEndpoint) ? unknown : absent),
  "sts:rolesessionname": (_, { action }) => (/^sts:/i.test(action) ? unknown : absent),
  "vpc-lattice-svcs:requestmethod": ofInvocation(() => unknown),
  "vpc-lattice-svcs:requestpath": ofInvocation(() => unknown),
  "vpc-lattice-svcs:sourcevpc": ofInvocation(() => unknown),
  "vpc-lattice-svcs:sourcevpcowneraccount": ofInvocation(() => unknown),
  "vpc-lattice-svcs:servicenetworkarn": ofInvocation(() => unknown),
  "vpc-lattice-svcs:servicearn": ofInvocation((_, { resource }) =>
    resource === undefined ? unknown : arn(resource),
  ),
};

function ofInvocation(derive: Derive): Derive {
  return (world, request) =>
    /^vpc-lattice-svcs:/i.test(request.action) ? derive(world, request) : absent;
}

const isEndpoint = ({ type }: StackResource): boolean => type === "aws:ec2/vpcEndpoint:VpcEndpoint";

// The session of a role is known by the ARN of its role, whose path the session's own ARN lacks.
function roleOf(principal: string): KeyReading {
  return /:assumed-role\//.test(principal) ? unknown : present(principal);
}

function principalType(caller: Caller): string | undefined {
  if (caller.kind === "role") return "AssumedRole";
  if (caller.kind === "service") return undefined;
  const [, kind] =
    /^arn:[^:]*:(?:iam|sts)::\d*:(root|user|role|assumed-role)/.exec(caller.arn) ?? [];
  return kind === undefined ? undefined : types[kind];
}

const types: Readonly<Record<string, string>> = {
  root: "Account",
  user: "User",
  role: "AssumedRole",
  "assumed-role": "AssumedRole",
};

function userName(caller: Caller): KeyReading {
  const [, name] =
    caller.kind === "foreign" ? (/:user\/(?:.*\/)?([^/]+)$/.exec(caller.arn) ?? []) : [];
  return name === undefined ? absent : present(name);
}

/** What a request says for a key in lower case: what it lists, else what follows from caller and resource. */
export function keyReading(world: World, request: AuthorizationRequest, key: string): KeyReading {
  const { keys = {} } = request;
  const given = Object.hasOwn(keys, key) ? keys[key] : undefined;
  if (given !== undefined) return readingOf(given);
  if (Object.hasOwn(derived, key)) return derived[key]?.(world, request) ?? absent;
  const [, subject, tag] = /^aws:(principal|resource)tag\/(.+)$/.exec(key) ?? [];
  if (tag === undefined) return absent;
  return subject === "resource"
    ? resourceTag(world, request, tag)
    : principalTag(world, request, tag);
}

function readingOf(value: KeyValue): KeyReading {
  if (value === "unknown") return unknown;
  if (isTexts(value)) return value.length === 0 ? absent : present(...value);
  const { arnOf, suffix = "" } = value;
  return { kind: "present", values: [{ kind: "arn", resource: arnOf, suffix }] };
}

const isTexts = (value: Exclude<KeyValue, "unknown">): value is readonly string[] =>
  Array.isArray(value);

function resourceTag(world: World, { resource }: AuthorizationRequest, tag: string): KeyReading {
  return resource === undefined ? absent : tagOf(world, resource, tag);
}

// Whoever assumes a role that allows sts:TagSession chooses tags, and they win over the role's own.
function principalTag(world: World, { caller }: AuthorizationRequest, tag: string): KeyReading {
  if (caller.kind === "service") return absent;
  if (caller.kind === "foreign") return perhaps;
  const isTaggable = documentsOf(caller.role, world.context)
    .filter(({ kind }) => kind === "trust")
    .some(
      ({ document }) =>
        document.kind === "unknown" ||
        document.statements.some((statement) => speaksOf(statement, "sts:tagsession") !== "no"),
    );
  return isTaggable ? perhaps : tagOf(world, caller.role, tag);
}

// Tag keys of conditions are case-insensitive, and providers may add tags of their own.
function tagOf({ stack }: World, { properties }: StackResource, tag: string): KeyReading {
  const { tags } = properties;
  if (isUnknown(tags)) return perhaps;
  const found = isObject(tags)
    ? Object.entries(tags).find(([name]) => name.toLowerCase() === tag)?.[1]
    : undefined;
  if (found !== undefined) return isUnknown(found) ? unknown : present(textOf(found));
  const isDefaulted = stack
    .ofType("pulumi:providers:aws")
    .some((provider) => provider.properties["defaultTags"] !== undefined);
  return isDefaulted ? perhaps : absent;
}
