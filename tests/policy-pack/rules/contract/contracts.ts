import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { resource } from "../../../support/policy-pack/resources";

/** A component with a contract of version 1. */
export const component = (contract: Properties, name = "queue", type = "demo:index:Queue") =>
  resource(type, { zeroTrust: { contract: 1, ...contract } }, { name });

/** A declaration of the policy of `target`. */
export const declaration = (statements: Value, target = "send", id = "send") => ({
  id,
  kind: "identity",
  target,
  property: "policy",
  statements,
});

/** A role policy below a component. */
export const rolePolicy = (policy: Value, parent: StackResource | undefined, name = "send") =>
  resource(
    "aws:iam/rolePolicy:RolePolicy",
    { policy },
    { name, ...(parent !== undefined && { parent }) },
  );

/** A component that declares statements, and the role policy below it that is deployed. */
export function declaredAndDeployed(declared: Value, deployed: Value): readonly StackResource[] {
  const parent = component({ documents: [declaration(declared)] });
  return [parent, rolePolicy(deployed, parent)];
}

/** A document as JSON text. */
export const text = (...statements: readonly Value[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** ARN of a queue. */
export const queueArn = (name: string) => `arn:aws:sqs:eu-west-1:111122223333:${name}`;

/** ARN of a key. */
export const keyArn = (id: string) => `arn:aws:kms:eu-west-1:111122223333:key/${id}`;

/** The statement that sends to the jobs queue. */
export const send = {
  Sid: "Send",
  Effect: "Allow",
  Action: ["sqs:SendMessage"],
  Resource: [queueArn("jobs")],
};
