import { boundaryPresent } from "../../../../policy-pack/rules/boundary/present";
import { policy, role } from "../../../support/policy-pack/identities";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const arn = "arn:aws:iam::111122223333:policy/limit";
const limit = policy("limit", "{}");
const allowing = {
  rules: { "boundary/present": { params: { allowed: [arn] } } },
};

export const boundaryPresentCases = ruleCases(boundaryPresent, [
  {
    requirement: "POL-170",
    title: "a boundary that is a policy of the stack, by ARN",
    resources: [limit, role("pay", { permissionsBoundary: arn })],
    verdict: "pass",
  },
  {
    requirement: "POL-170",
    title: "a boundary on the list of allowed ones",
    resources: [role("pay", { permissionsBoundary: arn })],
    configuration: allowing,
    verdict: "pass",
  },
  {
    requirement: "POL-170",
    title: "a boundary that is neither in the stack nor on the list",
    resources: [role("pay", { permissionsBoundary: "arn:aws:iam::111122223333:policy/other" })],
    configuration: allowing,
    verdict: "fail",
    path: "/permissionsBoundary",
    message: /policy\/other is neither in this stack nor on the list/,
    fix: /add arn:aws:iam::111122223333:policy\/other to parameter allowed/,
  },
  {
    requirement: "POL-175",
    title: "an unknown boundary that refers to one policy of the stack",
    resources: [
      limit,
      role("pay", { permissionsBoundary: unknown }, { permissionsBoundary: limit }),
    ],
    verdict: "pass",
  },
  {
    requirement: "POL-175",
    title: "an unknown boundary that refers to something else",
    resources: [
      role("pay", { permissionsBoundary: unknown }, { permissionsBoundary: role("other") }),
    ].concat(
      role("other", { permissionsBoundary: unknown }, { permissionsBoundary: limit }),
      limit,
    ),
    verdict: "undecided",
    count: 1,
  },
  {
    title: "an unknown boundary that refers to nothing",
    resources: [role("pay", { permissionsBoundary: unknown })],
    verdict: "undecided",
    path: "/permissionsBoundary",
  },
  {
    title: "a boundary that two policies of the stack may be",
    resources: [
      limit,
      resource("aws:iam/policy:Policy", { name: "limit", policy: "{}" }, { name: "twin" }),
      role("pay", { permissionsBoundary: arn }),
    ],
    verdict: "undecided",
  },
  {
    requirement: "POL-170",
    title: "a role without boundary",
    resources: [role("pay")],
    verdict: "fail",
    path: "/permissionsBoundary",
    message: /^There is no permissions boundary\.$/,
    count: 1,
  },
  {
    title: "a role with an empty boundary",
    resources: [role("pay", { permissionsBoundary: "" })],
    verdict: "fail",
  },
  {
    requirement: "POL-170",
    title: "a user without boundary",
    resources: [resource("aws:iam/user:User", {})],
    verdict: "fail",
  },
  {
    requirement: "POL-170",
    title: "a service-linked role",
    resources: [
      resource("aws:iam/serviceLinkedRole:ServiceLinkedRole", {
        awsServiceName: "ecs.amazonaws.com",
      }),
      role("AWSServiceRoleForECS", { path: "/aws-service-role/ecs.amazonaws.com/" }),
    ],
    verdict: "pass",
  },
  {
    title: "a role whose path only ends like that of a service-linked one",
    resources: [role("pay", { path: "/own/aws-service-role/" })],
    verdict: "fail",
  },
  {
    title: "a role without boundary whose path is unknown",
    resources: [role("pay", { path: unknown })],
    verdict: "undecided",
    path: "/path",
  },
  {
    title: "a boundary that may be a policy whose name is unknown",
    resources: [
      resource("aws:iam/policy:Policy", { name: unknown, policy: "{}" }),
      role("pay", { permissionsBoundary: arn }),
    ],
    verdict: "undecided",
    path: "/permissionsBoundary",
  },
]);
