import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Value } from "../../../../policy-pack/engine/value";
import {
  documentOf,
  role,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";

/** The role of service orbit. */
export const orbit = role("orbit-role");
/** The role of service axon. */
export const axon = role("axon-role");

/** A component that declares services and edges. */
export const component = (members: Value, edges: readonly Value[] = []): StackResource =>
  resource("demo:index:Services", { zeroTrust: { contract: 1, members, edges } });

/** The key of axon. */
const key = resource("aws:kms/key:Key", {}, { name: "axon-key" });
const owned: Readonly<Record<string, StackResource>> = {
  secrets: resource("aws:secretsmanager/secret:Secret", { name: "axon/token" }, { name: "token" }),
  keys: key,
  buckets: resource("aws:s3/bucket:Bucket", { bucket: "axon-data" }, { name: "data" }),
  tables: resource("aws:dynamodb/table:Table", { name: "axon-orders" }, { name: "orders" }),
  queues: resource("aws:sqs/queue:Queue", { name: "axon-jobs" }, { name: "jobs" }),
  topics: resource("aws:sns/topic:Topic", { name: "axon-news" }, { name: "news" }),
  streams: resource("aws:kinesis/stream:Stream", { name: "axon-events" }, { name: "events" }),
  functions: resource("aws:lambda/function:Function", { name: "axon-run" }, { name: "run" }),
  stateMachines: resource(
    "aws:sfn/stateMachine:StateMachine",
    { name: "axon-flow" },
    { name: "flow" },
  ),
  logGroups: resource("aws:cloudwatch/logGroup:LogGroup", { name: "/axon" }, { name: "log" }),
  eventBuses: resource("aws:cloudwatch/eventBus:EventBus", { name: "axon-bus" }, { name: "bus" }),
  parameters: resource("aws:ssm/parameter:Parameter", { name: "/axon/flag" }, { name: "flag" }),
  services: resource("aws:vpclattice/service:Service", { name: "axon" }, { name: "axon-mesh" }),
};

/** What each service owns: axon one resource of each kind. */
export const members = {
  orbit: { roles: ["orbit-role"] },
  axon: {
    roles: ["axon-role"],
    ...Object.fromEntries(Object.entries(owned).map(([kind, { name }]) => [kind, [name]])),
  },
};

/** Both services, with what the role of orbit may do. */
export const estate = (
  statements: readonly StatementValue[],
  { edges = [], more = [] }: { edges?: readonly Value[]; more?: readonly StackResource[] } = {},
): readonly StackResource[] => [
  component(members, edges),
  orbit,
  axon,
  ...Object.values(owned),
  ...(statements.length === 0 ? [] : [rolePolicy(orbit, documentOf(...statements))]),
  ...more,
];

/** An ARN in our account. */
export const arn = (service: string, rest: string) =>
  `arn:aws:${service}:eu-west-1:111122223333:${rest}`;

/** A policy of the queue of axon. */
export const queuePolicy = (statement: StatementValue): StackResource =>
  resource("aws:sqs/queuePolicy:QueuePolicy", {
    queueUrl: "axon-jobs",
    policy: documentOf({ Action: "sqs:ReceiveMessage", Resource: "*", ...statement }),
  });

/** A policy of the key of axon. */
export const keyPolicy = (statement: StatementValue): StackResource =>
  resource(
    "aws:kms/keyPolicy:KeyPolicy",
    {
      keyId: unknown,
      policy: documentOf({
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        Action: ["kms:Decrypt"],
        Resource: "*",
        ...statement,
      }),
    },
    { refersTo: { keyId: key } },
  );
