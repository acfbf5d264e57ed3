import type { Value } from "../../../../policy-pack/engine/value";
import { latticeTypes } from "../../../../policy-pack/mesh/lattice-types";
import { latticeSharing } from "../../../../policy-pack/rules/mesh/sharing";
import { sharing } from "../../../../policy-pack/rules/resource/sharing";
import { latticeNetwork, linked } from "../../../support/policy-pack/lattice";
import { document, resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const policy = (Principal: Value, Condition?: Readonly<Record<string, Value>>) => [
  resource(latticeTypes.resourcePolicy, {
    policy: document({
      Principal,
      Action: "vpc-lattice:CreateServiceNetworkServiceAssociation",
      Resource: "*",
      ...(Condition && { Condition }),
    }),
  }),
];
const ours = { accounts: ["111122223333"], organizations: ["o-ours111111"] };
const foreign = "444455556666";
const organization = (id: string) => `arn:aws:organizations::${foreign}:organization/${id}`;

export const latticeSharingCases = ruleCases(latticeSharing, [
  {
    title: "a resource policy for our own account",
    resources: policy({ AWS: ["111122223333"] }),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-251",
    title: "a resource policy for another account",
    resources: policy({ AWS: ["111122223333", foreign] }),
    configuration: ours,
    verdict: "fail",
    path: "/policy/Statement/0/Principal/AWS/1",
    message: /444455556666, which is not ours/,
    count: 1,
  },
  {
    title: "a resource policy for the root of another account",
    resources: policy({ AWS: `arn:aws:iam::${foreign}:root` }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "a resource policy for another account, while nobody says which accounts are ours",
    resources: policy({ AWS: foreign }),
    verdict: "pass",
  },
  {
    title: "a resource policy for another account within our organization",
    resources: policy({ AWS: foreign }, { StringEquals: { "aws:PrincipalOrgID": "o-ours111111" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a resource policy for another account within an organization that is unknown",
    resources: policy({ AWS: foreign }, { StringEquals: { "aws:PrincipalOrgID": unknown } }),
    configuration: ours,
    verdict: "undecided",
    path: "/policy/Statement/0/Principal/AWS",
    message: /not ours\. Whether the condition keeps it among ours is unknown\./,
    count: 1,
  },
  {
    title: "a resource policy for another account under a condition that is unknown",
    resources: [
      resource(latticeTypes.resourcePolicy, {
        policy: {
          Statement: [
            { Effect: "Allow", Principal: { AWS: foreign }, Action: "x:Y", Condition: unknown },
          ],
        },
      }),
    ],
    configuration: ours,
    verdict: "undecided",
  },
  {
    title: "a resource policy for another account under a condition that says nothing of callers",
    resources: policy({ AWS: foreign }, { StringEquals: { "aws:SourceVpc": "vpc-1" } }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a resource policy for another account within hours",
    resources: policy(
      { AWS: foreign },
      { DateLessThan: { "aws:CurrentTime": "2099-01-01T00:00:00Z" } },
    ),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "a resource policy for our organization",
    resources: policy({ AWS: organization("o-ours111111") }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a resource policy for another organization",
    resources: policy({ AWS: organization("o-other11111") }),
    configuration: ours,
    verdict: "fail",
  },
  {
    title: "a resource policy for an organization, while nobody says which is ours",
    resources: policy({ AWS: organization("o-other11111") }),
    verdict: "pass",
  },
  {
    title: "a denial of another account",
    resources: [
      resource(latticeTypes.resourcePolicy, {
        policy: { Statement: [{ Effect: "Deny", Principal: { AWS: foreign }, Action: "x:Y" }] },
      }),
    ],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a resource policy for a role of this stack, by reference",
    resources: policy({ AWS: [{ ref: "orbit-role" }] }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a resource policy for an unknown account",
    resources: policy({ AWS: [unknown] }),
    configuration: ours,
    verdict: "undecided",
    path: "/policy/Statement/0/Principal/AWS/0",
  },
  {
    title: "a resource policy that is unknown",
    resources: [resource(latticeTypes.resourcePolicy, { policy: unknown })],
    verdict: "undecided",
    path: "/policy",
  },
]);

// Shares through RAM are judged alike whatever they hold.
const share = resource("aws:ram/resourceShare:ResourceShare", { allowExternalPrincipals: false });
const sharedWith = (principal: string) => {
  const network = latticeNetwork({});
  return [
    network,
    share,
    linked("aws:ram/resourceAssociation:ResourceAssociation", {
      resourceArn: network,
      resourceShareArn: share,
    }),
    linked(
      "aws:ram/principalAssociation:PrincipalAssociation",
      { resourceShareArn: share },
      { principal },
    ),
  ];
};

export const latticeShareCases = ruleCases(sharing, [
  {
    requirement: "POL-251",
    title: "a service network that is shared within the organization",
    resources: sharedWith(organization("o-ours111111")),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-251",
    title: "a service network that is shared outside the organization",
    resources: sharedWith(organization("o-other11111")),
    configuration: ours,
    verdict: "fail",
    level: "mandatory",
  },
]);
