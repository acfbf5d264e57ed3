import { authorize } from "../../../policy-pack/authorization/evaluate";
import type { World } from "../../../policy-pack/authorization/known-arns";
import type { AuthorizationRequest, Outcome } from "../../../policy-pack/authorization/request";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { stackOf } from "../../../policy-pack/engine/stack";
import type { Value } from "../../../policy-pack/engine/value";
import { resource, unknown } from "./resources";

/** Account of every stack under test. */
export const account = "111122223333";

/** Region of every stack under test. */
export const region = "eu-west-1";

/** A stack of one account in one Region, without declared documents. */
export function worldOf(...resources: readonly StackResource[]): World {
  const provider = resource("pulumi:providers:aws", { region }, { name: "default" });
  return {
    stack: stackOf([provider, ...resources]),
    context: { declared: declaredDocuments([]), accounts: new Set([account]) },
  };
}

/** What AWS would answer in a stack of the given resources. */
export const outcomeIn = (
  resources: readonly StackResource[],
  request: AuthorizationRequest,
): Outcome => authorize(worldOf(...resources), request).outcome;

/** A key with a policy. */
export const key = (name: string, policy: Value): StackResource =>
  resource("aws:kms/key:Key", { policy }, { name });

/** A secret. */
export const secret = (name: string): StackResource =>
  resource("aws:secretsmanager/secret:Secret", { name }, { name });

/** The policy of a secret, as a resource of its own. */
export const secretPolicy = (of: StackResource, policy: Value): StackResource =>
  resource(
    "aws:secretsmanager/secretPolicy:SecretPolicy",
    { secretArn: unknown, policy },
    { name: `${of.name}-policy`, refersTo: { secretArn: of } },
  );
