import { keyOf } from "../engine/key-reference";
import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { principalsOf } from "../iam/effective/principals";
import { statementsOf } from "../iam/effective/sources";
import { hasWildcard } from "../iam/pattern";
import type { Statement } from "../iam/statement";
import { emergencyRoles } from "./emergency";
import { favourableKeys, sparingKeys } from "./favourable-keys";
import { viaService, type World } from "./known-arns";
import { networksOf } from "./lattice-side";
import { coveredResources, type NamedResource, namedResources } from "./named-resources";
import { policyStatementsOf } from "./policies";
import type { AuthorizationRequest, KeyValue } from "./request";
import type { Question } from "./verdicts";

/** A use that a role's own policies name, of a resource that they name too. */
export interface NamedUse extends Question {
  /** Role. */
  readonly role: StackResource;
  /** Whether people take the role on by themselves. */
  readonly isEmergency: boolean;
}

/**
 * What the policies of roles name, action by action and resource by resource, and what AWS services need of
 * keys on the role's behalf for it: each is meant to be possible. People are given patterns, of which every
 * resource counts; elsewhere a pattern is a limit.
 */
export function namedUses(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly NamedUse[] {
  const world = { stack, context };
  const emergency = new Set(emergencyRoles(stack, context));
  return principalsOf(stack, context).flatMap(({ kind, resource: role, sources }) => {
    if (kind !== "role" || role === undefined) return [];
    const isEmergency = emergency.has(role);
    return sources.flatMap((source) =>
      statementsOf(source)
        .filter(({ effect, unknown }) => effect === "Allow" && !unknown)
        .flatMap((statement) =>
          usesIn(stack, statement, isEmergency).flatMap((use) => [
            directUse(world, { role, carrier: source.carrier, isEmergency, ...use }),
            ...forwardedUses(world, { role, carrier: source.carrier, isEmergency, ...use }),
          ]),
        ),
    );
  });
}

interface Use extends NamedResource {
  readonly action: string;
  readonly statement: Statement;
  readonly path: string;
}

interface RoleUse extends Use {
  readonly role: StackResource;
  readonly carrier: StackResource;
  readonly isEmergency: boolean;
}

function usesIn(stack: JudgedStack, statement: Statement, isEmergency: boolean): readonly Use[] {
  const resourcesOf = isEmergency ? coveredResources : namedResources;
  return statement.actions.flatMap((entry) => {
    if (entry.kind !== "text" || hasWildcard(entry.text)) return [];
    const action = entry.text;
    return statement.resources.flatMap((resource) =>
      resourcesOf(stack, resource, action).map((named) => ({
        ...named,
        action,
        statement,
        path: entry.path,
      })),
    );
  });
}

function directUse(world: World, use: RoleUse): NamedUse {
  const { role, carrier, isEmergency, action, resource, suffix, isOpen, statement, path } = use;
  const policy = policyStatementsOf(world, resource);
  const sparing = sparingKeys(policy.filter(({ effect }) => effect === "Deny"));
  const gates = action === "vpc-lattice-svcs:Invoke" ? networksOf(world, resource) : [];
  const grants = policy.filter(({ effect }) => effect === "Allow");
  const ways = [[statement], ...grants.map((grant) => [grant, statement])];
  const requests = ways.flatMap((way) => {
    const keys = favourableKeys(way);
    return [keys, { ...sparing, ...keys }].map(
      (chosen): AuthorizationRequest => ({
        caller: { kind: "role", role },
        action,
        resource,
        ...(suffix !== "" && { suffix }),
        keys: chosen,
        ...(gates.length > 0 && { gates }),
      }),
    );
  });
  return {
    role,
    isEmergency,
    who: role.name,
    purpose: `to use ${action} on ${resource.name}${suffix}`,
    requests,
    ...(isOpen === true && { isOpen }),
    subject: carrier,
    path,
  };
}

/** What a service does with a key on behalf of whoever uses what it encrypts. */
interface Forwarded {
  readonly property: string;
  readonly service: string;
  /** Actions on the key, by the action on the resource. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
  /** Key of the encryption context, and its value. */
  readonly contextKey: string;
  readonly value: (world: World, resource: StackResource) => KeyValue;
}

const nameOf = (_world: World, { properties: { name } }: StackResource): KeyValue =>
  typeof name === "string" ? [name] : "unknown";

const tableReads = [
  "GetItem",
  "Query",
  "Scan",
  "BatchGetItem",
  "PutItem",
  "UpdateItem",
  "DeleteItem",
];

/*
 * Secrets Manager User Guide, "Secret encryption and decryption"; DynamoDB Developer Guide, "DynamoDB encryption
 * at rest: usage notes" (the caller's right to decrypt); SQS Developer Guide, "Key management" (encryption
 * context `aws:sqs:arn`); SNS Developer Guide, "Managing encryption keys" (`aws:sns:topicArn`).
 */
const forwarded: Readonly<Record<string, Forwarded>> = {
  "aws:secretsmanager/secret:Secret": {
    property: "kmsKeyId",
    service: "secretsmanager",
    actions: {
      "secretsmanager:getsecretvalue": ["kms:Decrypt"],
      "secretsmanager:putsecretvalue": ["kms:GenerateDataKey", "kms:Decrypt"],
    },
    contextKey: "SecretARN",
    value: (_world, resource) => ({ arnOf: resource }),
  },
  "aws:dynamodb/table:Table": {
    property: "serverSideEncryption",
    service: "dynamodb",
    actions: Object.fromEntries(
      tableReads.map((name) => [`dynamodb:${name.toLowerCase()}`, ["kms:Decrypt"]]),
    ),
    contextKey: "aws:dynamodb:tableName",
    value: nameOf,
  },
  "aws:sqs/queue:Queue": {
    property: "kmsMasterKeyId",
    service: "sqs",
    actions: {
      "sqs:sendmessage": ["kms:GenerateDataKey", "kms:Decrypt"],
      "sqs:receivemessage": ["kms:Decrypt"],
    },
    contextKey: "aws:sqs:arn",
    value: (_world, resource) => ({ arnOf: resource }),
  },
  "aws:sns/topic:Topic": {
    property: "kmsMasterKeyId",
    service: "sns",
    actions: { "sns:publish": ["kms:GenerateDataKey", "kms:Decrypt"] },
    contextKey: "aws:sns:topicArn",
    value: (_world, resource) => ({ arnOf: resource }),
  },
};

function forwardedUses(world: World, use: RoleUse): readonly NamedUse[] {
  const { role, carrier, isEmergency, action, resource, isOpen, path } = use;
  const how = forwarded[resource.type];
  const actions = how?.actions[action.toLowerCase()] ?? [];
  if (how === undefined || actions.length === 0) return [];
  const target = keyTarget(world, resource, how.property);
  if (target === undefined) return [];
  return actions.map((keyAction) => ({
    role,
    isEmergency,
    who: role.name,
    purpose: `to use ${keyAction} on ${target.name} through ${how.service}, which ${action} on ${resource.name} takes`,
    requests: [
      {
        caller: { kind: "role", role },
        action: keyAction,
        resource: target,
        keys: {
          "kms:viaservice": viaService(world, how.service),
          [`kms:encryptioncontext:${how.contextKey.toLowerCase()}`]: how.value(world, resource),
          "kms:encryptioncontextkeys": [how.contextKey],
        },
      },
    ],
    ...(isOpen === true && { isOpen }),
    subject: carrier,
    path,
  }));
}

/** The key of the stack that a resource names; what is not a key of this stack is not judged here. */
function keyTarget(
  { stack, context }: World,
  resource: StackResource,
  property: string,
): StackResource | undefined {
  const nested = resource.type === "aws:dynamodb/table:Table" ? ["kmsKeyArn"] : [];
  const target = keyOf(stack, { resource, path: [property, ...nested] }, context);
  return target.kind === "key" ? target.key : undefined;
}
