import type { Value } from "../../../../policy-pack/engine/value";
import { reachIsolation } from "../../../../policy-pack/rules/reach/isolation";
import {
  boundedRole,
  documentOf,
  policy,
  role,
  roleArn,
  rolePolicy,
  type StatementValue,
} from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";
import {
  arn,
  axon,
  component,
  estate,
  keyPolicy,
  members,
  orbit,
  queuePolicy,
} from "./isolation-estate";

const crossings: readonly (readonly [string, Value, RegExp])[] = [
  ["sts:AssumeRole", roleArn("axon-role"), /can assume axon-role of service axon/],
  ["iam:PassRole", roleArn("axon-role"), /can pass axon-role/],
  [
    "secretsmanager:GetSecretValue",
    arn("secretsmanager", "secret:axon/token-??????"),
    /can read token/,
  ],
  ["kms:Decrypt", arn("kms", "key/*"), /can decrypt axon-key/],
  ["s3:GetObject", "arn:aws:s3:::axon-data/*", /can read data/],
  ["dynamodb:Query", arn("dynamodb", "table/axon-orders"), /can read orders/],
  ["sqs:ReceiveMessage", arn("sqs", "axon-jobs"), /can read jobs/],
  ["sqs:SendMessage", arn("sqs", "axon-*"), /can invoke jobs/],
  ["sns:Publish", arn("sns", "axon-news"), /can invoke news/],
  ["kinesis:GetRecords", arn("kinesis", "stream/axon-events"), /can read events/],
  ["lambda:InvokeFunction", arn("lambda", "function:axon-run:*"), /can invoke run/],
  ["states:StartExecution", arn("states", "stateMachine:axon-flow"), /can invoke flow/],
  ["logs:GetLogEvents", arn("logs", "log-group:/axon:*"), /can read log/],
  ["events:PutEvents", arn("events", "event-bus/axon-bus"), /can invoke bus/],
  ["ssm:GetParameter", arn("ssm", "parameter/axon/flag"), /can read flag/],
  ["vpc-lattice-svcs:Invoke", arn("vpc-lattice", "service/*"), /can invoke axon-mesh/],
];

const edge = (via: string, actions: readonly string[] = []): Value => ({
  id: "orbit-axon",
  from: "orbit",
  to: "axon",
  via,
  actions,
  ...(via !== "identity" && { port: 443 }),
});

const readQueue: StatementValue = {
  Action: "sqs:ReceiveMessage",
  Resource: arn("sqs", "axon-jobs"),
};
const limit = policy(
  "limit",
  documentOf({ Action: "sqs:ReceiveMessage", Resource: arn("sqs", "orbit-jobs") }),
);

export const reachIsolationCases = ruleCases(reachIsolation, [
  { title: "services that hold nothing of each other", resources: estate([]), verdict: "pass" },
  ...crossings.map(
    ([action, Resource, message]): RuleCase => ({
      requirement: "POL-246",
      title: `a role that may ${action} on what another service owns`,
      resources: estate([{ Action: [action], Resource }]),
      verdict: "fail",
      message,
      count: 1,
    }),
  ),
  {
    requirement: "POL-246",
    title: "a role that reads the queue of another service",
    resources: estate([readQueue]),
    verdict: "fail",
    path: "/policy/Statement/0/Resource",
    message:
      /^orbit-role of service orbit can read jobs of service axon by sqs:ReceiveMessage, and no edge says so\.$/,
    fix: /declare an edge from orbit to axon with actions \["sqs:ReceiveMessage"\]/,
  },
  {
    requirement: "POL-246",
    title: "what an edge between the services names",
    resources: estate([readQueue], { edges: [edge("identity", ["sqs:ReceiveMessage"])] }),
    verdict: "pass",
  },
  {
    title: "something else than what the edge names",
    resources: estate([readQueue], { edges: [edge("identity", ["sqs:SendMessage"])] }),
    verdict: "fail",
  },
  {
    title: "an edge of the network, which says nothing about IAM",
    resources: estate([readQueue], { edges: [edge("network")] }),
    verdict: "fail",
  },
  {
    title: "an edge in the other direction",
    resources: estate([readQueue], {
      edges: [{ ...Object(edge("identity", ["sqs:ReceiveMessage"])), from: "axon", to: "orbit" }],
    }),
    verdict: "fail",
  },
  {
    requirement: "POL-246",
    title: "an invocation over an edge of the mesh, and the role for it",
    resources: estate(
      [
        { Action: "vpc-lattice-svcs:Invoke", Resource: arn("vpc-lattice", "service/*") },
        { Action: "sts:AssumeRole", Resource: roleArn("axon-role") },
      ],
      { edges: [edge("lattice")] },
    ),
    verdict: "pass",
  },
  {
    title: "reading over an edge of the mesh",
    resources: estate([readQueue], { edges: [edge("lattice")] }),
    verdict: "fail",
  },
  {
    title: "a queue that both services own",
    resources: [
      component({ ...members, orbit: { roles: ["orbit-role"], queues: ["jobs"] } }),
      ...estate([readQueue]).slice(1),
    ],
    verdict: "pass",
  },
  {
    title: "a pattern of its own roles",
    resources: estate([{ Action: "sts:AssumeRole", Resource: roleArn("orbit-*") }]),
    verdict: "pass",
  },
  {
    title: "a service that uses its own queue",
    resources: [...estate([]), rolePolicy(axon, documentOf(readQueue))],
    verdict: "pass",
  },
  {
    title: "a program that declares no services",
    resources: estate([readQueue]).slice(1),
    verdict: "pass",
  },
  {
    title: "a program that declares one service",
    resources: [component({ axon: members.axon }), ...estate([readQueue]).slice(1)],
    verdict: "pass",
  },
  {
    requirement: "POL-43",
    title: "every action, which is the cause that another rule reports",
    resources: estate([{ Action: "*", Resource: "*" }]),
    verdict: "pass",
  },
  {
    requirement: "POL-246",
    title: "a reference to a key of another service",
    resources: [
      resource("demo:index:Services", {
        zeroTrust: {
          contract: 1,
          members,
          documents: [
            {
              id: "use",
              kind: "identity",
              target: "declared",
              property: "policy",
              statements: [
                { Effect: "Allow", Action: ["kms:Decrypt"], Resource: [{ ref: "axon-key" }] },
              ],
            },
          ],
        },
      }),
      ...estate([]).slice(1),
      resource(
        "aws:iam/rolePolicy:RolePolicy",
        { role: unknown, policy: unknown },
        { name: "declared", refersTo: { role: orbit }, parent: component({}) },
      ),
    ],
    verdict: "fail",
    message: /can decrypt axon-key/,
  },
  {
    requirement: "POL-173",
    title: "a queue policy that admits a role, whatever the boundary of that role says",
    resources: estate([], {
      more: [
        limit,
        boundedRole("orbit-role", limit),
        queuePolicy({ Principal: { AWS: [roleArn("orbit-role")] } }),
      ],
    }),
    verdict: "fail",
    path: "/policy/Statement/0/Principal/AWS/0",
    message: /can read jobs of service axon/,
  },
  {
    requirement: "POL-246",
    title: "a queue policy that admits a pattern of roles",
    resources: estate([], { more: [queuePolicy({ Principal: { AWS: roleArn("orbit-*") } })] }),
    verdict: "fail",
  },
  {
    title: "a queue policy that admits its own role",
    resources: estate([], { more: [queuePolicy({ Principal: { AWS: roleArn("axon-role") } })] }),
    verdict: "pass",
  },
  {
    title: "a queue policy that denies",
    resources: estate([], {
      more: [queuePolicy({ Effect: "Deny", Principal: { AWS: roleArn("orbit-role") } })],
    }),
    verdict: "pass",
  },
  {
    title: "a queue policy that admits everybody, which another rule reports",
    resources: estate([], { more: [queuePolicy({ Principal: "*" })] }),
    verdict: "pass",
  },
  {
    title: "a queue policy whose denial takes it back",
    resources: estate([], {
      more: [
        resource("aws:sqs/queuePolicy:QueuePolicy", {
          queueUrl: "axon-jobs",
          policy: documentOf(
            {
              Principal: { AWS: roleArn("orbit-role") },
              Action: "sqs:*",
              Resource: arn("sqs", "axon-jobs"),
            },
            { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: "*" },
          ),
        }),
      ],
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-246",
    title: "a key policy that admits a role by condition",
    resources: estate([], {
      more: [
        keyPolicy({ Condition: { ArnEquals: { "aws:PrincipalArn": [roleArn("orbit-role")] } } }),
      ],
    }),
    verdict: "fail",
    path: "/policy/Statement/0/Condition/ArnEquals/aws:PrincipalArn/0",
    message: /can decrypt axon-key/,
  },
  {
    title: "a key policy that admits its own role by condition",
    resources: estate([], {
      more: [
        keyPolicy({ Condition: { ArnEquals: { "aws:PrincipalArn": [roleArn("axon-role")] } } }),
      ],
    }),
    verdict: "pass",
  },
  {
    title: "a key policy that spares a role",
    resources: estate([], {
      more: [
        keyPolicy({ Condition: { ArnNotEquals: { "aws:PrincipalArn": [roleArn("orbit-role")] } } }),
      ],
    }),
    verdict: "pass",
  },
  {
    requirement: "POL-246",
    title: "a trust policy that admits a role of another service",
    resources: [
      ...estate([]).filter((each) => each !== axon),
      role("axon-role", {
        assumeRolePolicy: documentOf({
          Principal: { AWS: roleArn("orbit-role") },
          Action: "sts:AssumeRole",
        }),
      }),
    ],
    verdict: "fail",
    path: "/assumeRolePolicy/Statement/0/Principal/AWS",
    message: /can assume axon-role/,
  },
  {
    title: "an unknown resource",
    resources: estate([{ Action: "sqs:ReceiveMessage", Resource: [unknown] }]),
    verdict: "undecided",
    path: "/policy/Statement/0/Resource/0",
    message: /may be able to read jobs/,
  },
  {
    title: "an unknown action",
    resources: estate([{ Action: unknown, Resource: "*" }]),
    verdict: "undecided",
    path: "/policy/Statement/0/Action",
  },
  {
    title: "an unknown action on something that nobody owns and no such action takes",
    resources: estate([
      { Action: unknown, Resource: "arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1" },
    ]),
    verdict: "pass",
  },
  {
    title: "an unknown action of the only role of two services",
    resources: [
      component({ orbit: { roles: ["orbit-role"] }, axon: { queues: ["jobs"] } }),
      ...estate([{ Action: unknown, Resource: "*" }]).slice(1),
    ],
    verdict: "undecided",
  },
  {
    title: "a queue policy of nobody knows which queue",
    resources: estate([], {
      more: [
        resource("aws:sqs/queuePolicy:QueuePolicy", {
          queueUrl: unknown,
          policy: documentOf({
            Principal: { AWS: roleArn("orbit-role") },
            Action: "sqs:ReceiveMessage",
            Resource: "*",
          }),
        }),
      ],
    }),
    verdict: "undecided",
    path: "/queueUrl",
  },
  {
    title: "a key policy that admits nobody knows whom by condition",
    resources: estate([], {
      more: [keyPolicy({ Condition: { ArnEquals: { "aws:PrincipalArn": unknown } } })],
    }),
    verdict: "undecided",
    path: "/policy/Statement/0/Condition/ArnEquals/aws:PrincipalArn",
  },
]);
