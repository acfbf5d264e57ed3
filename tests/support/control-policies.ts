import type { Statement } from "../../plan/document";
import { covers } from "../../policy-pack/iam/pattern";
import { conditionsHold, type RequestKeys } from "./condition-keys";

/** Inputs with one role that administers. */
export const organizationInputs = {
  organizationId: "o-a1b2c3d4e5",
  administratorArns: ["arn:aws:iam::111122223333:role/deploy"],
};

/** Names of the statements that deny a request. */
export function deniedBy(
  statements: readonly Statement[],
  request: { readonly action: string; readonly resource: string; readonly keys: RequestKeys },
): readonly string[] {
  return statements
    .filter(({ Action }) => Action.some((pattern) => covers(pattern, request.action)))
    .filter(({ Resource = ["*"] }) =>
      Resource.some((pattern) => typeof pattern === "string" && covers(pattern, request.resource)),
    )
    .filter(({ Condition }) => conditionsHold(Condition, request.keys))
    .map(({ Sid }) => Sid);
}

/** Condition keys of a request by a role. */
export const byRole = (arn: string): RequestKeys => ({
  "aws:PrincipalArn": arn,
  "aws:PrincipalIsAWSService": "false",
});
