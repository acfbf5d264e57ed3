import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { sharing } from "../../../../policy-pack/rules/resource/sharing";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const ours = { accounts: ["111122223333"], organizations: ["o-a1b2c3d4e5"] };
const foreign = "444455556666";
const organization = (id: string) => `arn:aws:organizations::111122223333:organization/${id}`;
const unit = (id: string) => `arn:aws:organizations::111122223333:ou/${id}/ou-ab12-cdef`;

const image = (properties: Properties) => [
  resource("aws:ec2/amiLaunchPermission:AmiLaunchPermission", { imageId: "ami-1", ...properties }),
];
const ram = (principal: Value) => [
  resource("aws:ram/principalAssociation:PrincipalAssociation", { principal }),
];
const share = (properties: Properties) => [
  resource("aws:ram/resourceShare:ResourceShare", properties),
];
const layer = (properties: Properties) => [
  resource("aws:lambda/layerVersionPermission:LayerVersionPermission", properties),
];
const distribution = (launchPermission: Value) => [
  resource("aws:imagebuilder/distributionConfiguration:DistributionConfiguration", {
    distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { launchPermission } }],
  }),
];

/** One share with everybody for each type and property. */
const withEverybody: readonly (readonly [type: string, properties: Properties, path: string])[] = [
  ["aws:ec2/amiLaunchPermission:AmiLaunchPermission", { group: "all" }, "/group"],
  [
    "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission",
    { accountId: "all" },
    "/accountId",
  ],
  ["aws:rds/snapshot:Snapshot", { sharedAccounts: ["111122223333", "all"] }, "/sharedAccounts/1"],
  ["aws:rds/snapshotCopy:SnapshotCopy", { sharedAccounts: ["all"] }, "/sharedAccounts/0"],
  ["aws:rds/clusterSnapshot:ClusterSnapshot", { sharedAccounts: ["all"] }, "/sharedAccounts/0"],
  [
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    { sharedAccounts: ["all"] },
    "/sharedAccounts/0",
  ],
  ["aws:lambda/layerVersionPermission:LayerVersionPermission", { principal: "*" }, "/principal"],
  [
    "aws:ssm/document:Document",
    { permissions: { type: "Share", accountIds: "All" } },
    "/permissions/accountIds",
  ],
  [
    "aws:ec2/vpcEndpointService:VpcEndpointService",
    { allowedPrincipals: ["*"] },
    "/allowedPrincipals/0",
  ],
  [
    "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple",
    { principalArn: "*" },
    "/principalArn",
  ],
  [
    "aws:imagebuilder/distributionConfiguration:DistributionConfiguration",
    {
      distributions: [
        { amiDistributionConfiguration: { launchPermission: { userGroups: ["all"] } } },
      ],
    },
    "/distributions/0/amiDistributionConfiguration/launchPermission/userGroups/0",
  ],
];

/** One share with a foreign account or organization for each further property. */
const withForeigners: readonly (readonly [type: string, properties: Properties])[] = [
  ["aws:ram/principalAssociation:PrincipalAssociation", { principal: foreign }],
  ["aws:ec2/amiLaunchPermission:AmiLaunchPermission", { accountId: foreign }],
  [
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
    { organizationArn: organization("o-zzzzzzzzzz") },
  ],
  [
    "aws:ec2/amiLaunchPermission:AmiLaunchPermission",
    { organizationalUnitArn: unit("o-zzzzzzzzzz") },
  ],
  ["aws:ssm/document:Document", { permissions: { accountIds: `111122223333, ${foreign}` } }],
  ["aws:redshift/endpointAuthorization:EndpointAuthorization", { account: foreign }],
  ["aws:redshift/dataShareAuthorization:DataShareAuthorization", { consumerIdentifier: foreign }],
  ["aws:servicecatalog/portfolioShare:PortfolioShare", { principalId: foreign }],
];

export const sharingCases = ruleCases(sharing, [
  ...withEverybody.map(([type, properties, path]) => ({
    requirement: "POL-166",
    title: `${type} with everybody at ${path}`,
    resources: [resource(type, properties)],
    configuration: ours,
    verdict: "fail" as const,
    path,
    message: /shared with everybody/,
    count: 1,
  })),
  ...withForeigners.map(([type, properties]) => ({
    requirement: "POL-166",
    title: `${type} with ${JSON.stringify(properties)}`,
    resources: [resource(type, properties)],
    configuration: ours,
    verdict: "fail" as const,
    message: /which is not ours/,
    count: 1,
  })),
  ...["userIds", "organizationArns", "organizationalUnitArns"].map((property) => ({
    title: `a distribution whose ${property} names a foreign account`,
    resources: distribution({ [property]: [foreign] }),
    configuration: ours,
    verdict: "fail" as const,
  })),
  {
    title: "a distribution to a foreign target account",
    resources: [
      resource("aws:imagebuilder/distributionConfiguration:DistributionConfiguration", {
        distributions: [{ amiDistributionConfiguration: { targetAccountIds: [foreign] } }],
      }),
    ],
    configuration: ours,
    verdict: "fail",
  },
  {
    requirement: "POL-166",
    title: "a RAM share with our account",
    resources: ram("111122223333"),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a RAM share with our organization and a unit of it",
    resources: [
      ...ram(organization("o-a1b2c3d4e5")),
      ...image({ organizationalUnitArn: unit("o-a1b2c3d4e5") }),
    ],
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a RAM share with a role of ours",
    resources: ram("arn:aws:iam::111122223333:role/reader"),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a RAM share with a service",
    resources: ram("pca-connector-ad.amazonaws.com"),
    configuration: ours,
    verdict: "pass",
  },
  { title: "a foreign account when ours are not known", resources: ram(foreign), verdict: "pass" },
  {
    title: "a foreign account that the configuration allows",
    resources: ram(foreign),
    configuration: {
      ...ours,
      rules: { "resource/sharing": { params: { allowedRecipients: [foreign] } } },
    },
    verdict: "pass",
  },
  {
    title: "a share that may leave the organization",
    resources: share({ allowExternalPrincipals: true }),
    verdict: "fail",
    level: "advisory",
    path: "/allowExternalPrincipals",
    fix: /to false/,
  },
  {
    title: "a share that may not leave the organization",
    resources: share({ allowExternalPrincipals: false }),
    verdict: "pass",
  },
  {
    title: "a share of which it is unknown whether it may leave the organization",
    resources: share({ allowExternalPrincipals: unknown }),
    verdict: "undecided",
    level: "advisory",
    path: "/allowExternalPrincipals",
  },
  { title: "a share that says nothing", resources: share({}), verdict: "pass" },
  {
    title: "a layer for our organization",
    resources: layer({ principal: "*", organizationId: "o-a1b2c3d4e5" }),
    configuration: ours,
    verdict: "pass",
  },
  {
    title: "a layer for another organization",
    resources: layer({ principal: "*", organizationId: "o-zzzzzzzzzz" }),
    configuration: ours,
    verdict: "fail",
    path: "/principal",
    fix: /organizationId/,
  },
  {
    title: "a layer for an unknown organization",
    resources: layer({ principal: "*", organizationId: unknown }),
    configuration: ours,
    verdict: "undecided",
    path: "/organizationId",
  },
  { title: "a share with nobody", resources: image({}), verdict: "pass" },
  {
    title: "a recipient of no known form",
    resources: ram("somebody"),
    verdict: "undecided",
    message: /Whether somebody is ours cannot be told/,
  },
  {
    title: "an unknown recipient",
    resources: ram(unknown),
    verdict: "undecided",
    path: "/principal",
    level: "mandatory",
    message: /Whom it is shared with is unknown/,
  },
  {
    title: "unknown recipients",
    resources: [resource("aws:rds/snapshot:Snapshot", { sharedAccounts: unknown })],
    verdict: "undecided",
    path: "/sharedAccounts",
  },
]);
