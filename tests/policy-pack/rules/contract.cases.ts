import type { Value } from "../../../policy-pack/engine/value";
import { unresolvedReference } from "../../../policy-pack/rules/contract/unresolved-reference";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const declares = (target: string, Resource: Value) => {
  const statements = [{ Effect: "Allow", Action: ["kms:Decrypt"], Resource }];
  const documents = [{ id: "use", kind: "identity", target, property: "policy", statements }];
  const component = resource("demo:index:Component", { zeroTrust: { contract: 1, documents } });
  return [
    component,
    resource("aws:kms/key:Key", {}, { name: "orbit-key" }),
    resource(
      "aws:iam/rolePolicy:RolePolicy",
      { policy: unknown },
      { name: "orbit", parent: component },
    ),
  ];
};

export const unresolvedReferenceCases = ruleCases(unresolvedReference, [
  {
    title: "a reference to a resource of the stack",
    resources: declares("orbit", [{ ref: "orbit-key" }]),
    verdict: "pass",
  },
  {
    title: "an ARN",
    resources: declares("orbit", ["arn:aws:kms:eu-west-1:111122223333:key/1"]),
    verdict: "pass",
  },
  {
    title: "a reference to nothing",
    resources: declares("orbit", [{ ref: "no-key" }]),
    verdict: "fail",
    message: /no-key/,
  },
  {
    title: "a target that does not exist",
    resources: declares("nobody", [{ ref: "orbit-key" }]),
    verdict: "fail",
    message: /nobody/,
  },
]);
