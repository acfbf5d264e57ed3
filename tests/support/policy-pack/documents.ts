import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Value } from "../../../policy-pack/engine/value";
import { document, resource } from "./resources";

/** A queue of our account. */
export const queue = "arn:aws:sqs:eu-west-1:111122223333:orders";

/** A statement without its effect, which is Allow unless given. */
export type StatementParts = Readonly<Record<string, Value>>;

/** A role policy with the given document. */
export const identity = (policy: Value): readonly StackResource[] => [
  resource("aws:iam/rolePolicy:RolePolicy", { policy }),
];

/** A role policy with one statement about a queue, changed in some parts. */
export const allow = (statement: StatementParts): readonly StackResource[] =>
  identity(document({ Action: "sqs:SendMessage", Resource: queue, ...statement }));

/** A role policy with several statements. */
export const statements = (...list: readonly StatementParts[]): readonly StackResource[] =>
  identity({ Version: "2012-10-17", Statement: list });

/** A topic policy with one statement. */
export const topicPolicy = (statement: StatementParts): readonly StackResource[] => [
  resource("aws:sns/topicPolicy:TopicPolicy", {
    policy: document({
      Action: "sns:Publish",
      Resource: "arn:aws:sns:eu-west-1:111122223333:alerts",
      ...statement,
    }),
  }),
];

/** A role with a trust policy of one statement. */
export const trust = (statement: StatementParts): readonly StackResource[] => [
  resource("aws:iam/role:Role", {
    assumeRolePolicy: document({
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
      ...statement,
    }),
  }),
];

/** A key with a policy of one statement. */
export const keyPolicy = (statement: StatementParts): readonly StackResource[] => [
  resource("aws:kms/key:Key", {
    policy: document({
      Principal: { AWS: "arn:aws:iam::111122223333:role/reader" },
      Action: "kms:Decrypt",
      Resource: "*",
      ...statement,
    }),
  }),
];

/** A VPC endpoint with a policy of one statement. */
export const endpointPolicy = (statement: StatementParts): readonly StackResource[] => [
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", {
    policy: document({
      Principal: { AWS: "arn:aws:iam::111122223333:role/reader" },
      Action: "sqs:SendMessage",
      Resource: queue,
      ...statement,
    }),
  }),
];

/** A mesh service with an auth policy of one statement. */
export const authPolicy = (statement: StatementParts): readonly StackResource[] => [
  resource("aws:vpclattice/authPolicy:AuthPolicy", {
    policy: document({
      Principal: { AWS: "arn:aws:iam::111122223333:role/reader" },
      Action: "vpc-lattice-svcs:Invoke",
      Resource: "*",
      ...statement,
    }),
  }),
];

/** A file transfer user with a session policy of one statement, which only takes away. */
export const sessionPolicy = (statement: StatementParts): readonly StackResource[] => [
  resource("aws:transfer/user:User", { policy: document(statement) }),
];

/** An organization policy with one statement. */
export const organizationPolicy = (
  statement: StatementParts,
  type?: string,
): readonly StackResource[] => [
  resource("aws:organizations/policy:Policy", {
    content: document(statement),
    ...(type !== undefined && { type }),
  }),
];
