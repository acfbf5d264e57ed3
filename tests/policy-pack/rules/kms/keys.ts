import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Value } from "../../../../policy-pack/engine/value";
import { resource, unknown } from "../../../support/policy-pack/resources";

/** Our account in all cases. */
export const ours = { accounts: ["111122223333"], organizations: ["o-a1b2c3d4e5"] };

/** The root of our account. */
export const root = "arn:aws:iam::111122223333:root";

/** A role of our account. */
export const roleArn = (name: string): string => `arn:aws:iam::111122223333:role/${name}`;

type Given = Readonly<Record<string, Value>>;

/** A key whose policy has the given statements, as JSON text. */
export const key = (...statements: readonly Given[]): readonly StackResource[] => [
  resource("aws:kms/key:Key", { policy: policyText(...statements) }),
];

/** A key whose policy is an object with one statement that stands without a list. */
export const keyObject = (statement: Given): readonly StackResource[] => [
  resource("aws:kms/key:Key", {
    policy: { Version: "2012-10-17", Statement: completed(statement) },
  }),
];

/** A key policy as text. */
export const policyText = (...statements: readonly Given[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements.map(completed) });

const completed = (statement: Given): Given => ({
  Effect: "Allow",
  Action: "kms:Decrypt",
  Resource: "*",
  ...statement,
});

/** A key whose policy is unknown. */
export const unknownKey: readonly StackResource[] = [
  resource("aws:kms/key:Key", { policy: unknown }),
];

/** A key without a policy. */
export const bareKey: readonly StackResource[] = [resource("aws:kms/key:Key", {})];
