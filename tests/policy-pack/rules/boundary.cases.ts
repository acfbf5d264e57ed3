import { boundaryPresent } from "../../../policy-pack/rules/boundary/present";
import { resource, unknown } from "../../support/policy-pack/resources";
import { ruleCases } from "../../support/policy-pack/rule-cases";

const role = "aws:iam/role:Role";
const boundary = resource("aws:iam/policy:Policy", { policy: "{}" });

export const boundaryPresentCases = ruleCases(boundaryPresent, [
  {
    title: "a known boundary",
    resources: [resource(role, { permissionsBoundary: "arn:aws:iam::111122223333:policy/b" })],
    verdict: "pass",
  },
  {
    title: "an unknown boundary that refers to a policy of the stack",
    resources: [
      boundary,
      resource(
        role,
        { permissionsBoundary: unknown },
        { refersTo: { permissionsBoundary: boundary } },
      ),
    ],
    verdict: "pass",
  },
  {
    title: "a role without boundary",
    resources: [resource(role, {})],
    verdict: "fail",
    path: "/permissionsBoundary",
  },
  {
    title: "a role with an empty boundary",
    resources: [resource(role, { permissionsBoundary: "" })],
    verdict: "fail",
  },
  {
    title: "a user without boundary",
    resources: [resource("aws:iam/user:User", {})],
    verdict: "fail",
  },
  {
    title: "an unknown boundary that refers to nothing",
    resources: [resource(role, { permissionsBoundary: unknown })],
    verdict: "undecided",
  },
]);
