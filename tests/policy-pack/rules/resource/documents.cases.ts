import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { wildcardPrincipal } from "../../../../policy-pack/rules/iam/wildcard-principal";
import { wildcardResource } from "../../../../policy-pack/rules/iam/wildcard-resource";
import { document, resource } from "../../../support/policy-pack/resources";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

const ours = { accounts: ["111122223333"], organizations: ["o-a1b2c3d4e5"] };

/** Every kind of resource policy, inline or as a resource of its own, by the property that carries it. */
const carriers: readonly (readonly [type: string, property: string])[] = [
  ["aws:s3/bucket:Bucket", "policy"],
  ["aws:s3/bucketPolicy:BucketPolicy", "policy"],
  ["aws:s3/accessPoint:AccessPoint", "policy"],
  ["aws:s3control/accessPointPolicy:AccessPointPolicy", "policy"],
  ["aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy", "policy"],
  ["aws:sns/topic:Topic", "policy"],
  ["aws:sns/topicPolicy:TopicPolicy", "policy"],
  ["aws:sqs/queue:Queue", "policy"],
  ["aws:sqs/queuePolicy:QueuePolicy", "policy"],
  ["aws:kms/key:Key", "policy"],
  ["aws:kms/keyPolicy:KeyPolicy", "policy"],
  ["aws:kms/externalKey:ExternalKey", "policy"],
  ["aws:kms/replicaKey:ReplicaKey", "policy"],
  ["aws:secretsmanager/secret:Secret", "policy"],
  ["aws:secretsmanager/secretPolicy:SecretPolicy", "policy"],
  ["aws:ecr/repositoryPolicy:RepositoryPolicy", "policy"],
  ["aws:ecr/registryPolicy:RegistryPolicy", "policy"],
  ["aws:ecrpublic/repositoryPolicy:RepositoryPolicy", "policy"],
  ["aws:cloudwatch/eventBusPolicy:EventBusPolicy", "policy"],
  ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument"],
  ["aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy", "accessPolicy"],
  ["aws:dynamodb/resourcePolicy:ResourcePolicy", "policy"],
  ["aws:kinesis/resourcePolicy:ResourcePolicy", "policy"],
  ["aws:efs/fileSystemPolicy:FileSystemPolicy", "policy"],
  ["aws:backup/vaultPolicy:VaultPolicy", "policy"],
  ["aws:glacier/vault:Vault", "accessPolicy"],
  ["aws:opensearch/domain:Domain", "accessPolicies"],
  ["aws:opensearch/domainPolicy:DomainPolicy", "accessPolicies"],
  ["aws:apigateway/restApi:RestApi", "policy"],
  ["aws:apigateway/restApiPolicy:RestApiPolicy", "policy"],
  ["aws:ec2/vpcEndpoint:VpcEndpoint", "policy"],
  ["aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy", "policy"],
  ["aws:vpclattice/authPolicy:AuthPolicy", "policy"],
  ["aws:vpclattice/resourcePolicy:ResourcePolicy", "policy"],
];

const queue = (...statements: readonly Properties[]) => [
  resource("aws:sqs/queuePolicy:QueuePolicy", {
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: statements.map((statement) => ({
        Effect: "Allow",
        Resource: "arn:aws:sqs:eu-west-1:111122223333:orders",
        ...statement,
      })),
    }),
  }),
];
const organization = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };

/** Documents are judged by one engine; what follows pins that it sees all of them and every statement. */
export const resourceDocumentCases = ruleCases(wildcardPrincipal, [
  ...carriers.map(([type, property]) => ({
    requirement: "POL-160",
    title: `everybody in ${property} of ${type}`,
    resources: [
      resource(type, { [property]: document({ Principal: { AWS: "*" }, Action: "x:Read" }) }),
    ],
    verdict: "fail" as const,
    path: `/${property}/Statement/0/Principal/AWS`,
    count: 1,
  })),
  {
    requirement: "POL-160",
    title: "everybody in an inline policy and in a policy of its own",
    resources: [
      resource("aws:sqs/queue:Queue", {
        policy: document({ Principal: "*", Action: "sqs:SendMessage" }),
      }),
      ...queue({ Principal: "*", Action: "sqs:SendMessage" }),
    ],
    verdict: "fail",
    count: 2,
  },
  {
    requirement: "POL-161",
    title: "everybody in the second statement, in a list",
    resources: queue(
      { Principal: { AWS: "arn:aws:iam::111122223333:role/a" }, Action: "sqs:SendMessage" },
      { Principal: { AWS: ["*"] }, Action: ["sqs:*"] },
    ),
    verdict: "fail",
    path: "/policy/Statement/1/Principal/AWS/0",
    count: 1,
  },
  {
    requirement: "POL-161",
    title: "an open statement after a conditioned one",
    resources: queue(
      { Principal: "*", Action: "sqs:SendMessage", Condition: organization },
      { Principal: "*", Action: "sqs:SendMessage" },
    ),
    configuration: ours,
    verdict: "fail",
    path: "/policy/Statement/1/Principal",
    count: 1,
  },
  ...(["*", { AWS: "*" }] satisfies Value[]).flatMap((Principal) => [
    {
      requirement: "POL-162",
      title: `${JSON.stringify(Principal)} without a limit`,
      resources: queue({ Principal, Action: "sqs:SendMessage" }),
      configuration: ours,
      verdict: "fail" as const,
      count: 1,
    },
    {
      requirement: "POL-162",
      title: `${JSON.stringify(Principal)} limited to our organization`,
      resources: queue({ Principal, Action: "sqs:SendMessage", Condition: organization }),
      configuration: ours,
      verdict: "pass" as const,
    },
    {
      requirement: "POL-162",
      title: `${JSON.stringify(Principal)} limited in how it calls, and not in who`,
      resources: queue({
        Principal,
        Action: "sqs:SendMessage",
        Condition: { Bool: { "aws:SecureTransport": "true" } },
      }),
      configuration: ours,
      verdict: "fail" as const,
    },
  ]),
  {
    requirement: "POL-165",
    title: "everybody of our account at an endpoint",
    resources: [
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", {
        policy: document({
          Principal: "*",
          Action: "sqs:SendMessage",
          Resource: "arn:aws:sqs:eu-west-1:111122223333:orders",
          Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
        }),
      }),
    ],
    configuration: ours,
    verdict: "pass",
  },
]);

const endpoint = (Resource: Value) => [
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", {
    policy: document({
      Principal: "*",
      Action: "sqs:SendMessage",
      Resource,
      Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } },
    }),
  }),
];

/** An endpoint must name what may be reached through it as well as who. */
export const endpointResourceCases = ruleCases(wildcardResource, [
  {
    requirement: "POL-165",
    title: "a named resource at an endpoint",
    resources: endpoint("arn:aws:sqs:eu-west-1:111122223333:orders"),
    configuration: ours,
    verdict: "pass",
  },
  {
    requirement: "POL-165",
    title: "every resource at an endpoint",
    resources: endpoint("*"),
    configuration: ours,
    verdict: "fail",
  },
]);
