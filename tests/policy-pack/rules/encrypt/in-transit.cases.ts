import type { Properties } from "../../../../policy-pack/engine/value";
import { inTransit } from "../../../../policy-pack/rules/encrypt/in-transit";
import { resource, unknown } from "../../../support/policy-pack/resources";
import type { RuleCase } from "../../../support/policy-pack/rule-cases";
import { ruleCases } from "../../../support/policy-pack/rule-cases";

/** One row of the table: what passes, what fails, and where. */
type Row = readonly [
  type: string,
  good: readonly Properties[],
  bad: readonly Properties[],
  path: string,
];

const nodes = { nodeToNodeEncryption: { enabled: true } };
const https = { domainEndpointOptions: { enforceHttps: true } };
const behavior = (viewerProtocolPolicy: string) => ({
  defaultCacheBehavior: { viewerProtocolPolicy },
});
const origin = (customOriginConfig: Properties) => ({
  ...behavior("https-only"),
  origins: [{ domainName: "203.0.113.9", customOriginConfig }],
});
const mount = (efsVolumeConfiguration: Properties) => ({ volumes: [{ efsVolumeConfiguration }] });
const inCluster = (encryptionInTransit: Properties) => ({
  encryptionInfo: { encryptionInTransit },
});

const rows: readonly Row[] = [
  [
    "aws:opensearch/domain:Domain",
    [
      { ...nodes, ...https },
      { ...nodes, domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
    ],
    [{ ...https, nodeToNodeEncryption: { enabled: false } }, { ...https }],
    "/nodeToNodeEncryption/enabled",
  ],
  [
    "aws:elasticsearch/domain:Domain",
    [{ ...nodes, ...https }],
    [{ ...nodes, domainEndpointOptions: { enforceHttps: false } }],
    "/domainEndpointOptions/enforceHttps",
  ],
  ["aws:elasticsearch/domain:Domain", [{ ...nodes, ...https }], [nodes], "/domainEndpointOptions"],
  [
    "aws:elasticache/replicationGroup:ReplicationGroup",
    [
      { transitEncryptionEnabled: true },
      { transitEncryptionEnabled: true, transitEncryptionMode: "required" },
    ],
    [{}, { transitEncryptionEnabled: false }],
    "/transitEncryptionEnabled",
  ],
  [
    "aws:elasticache/replicationGroup:ReplicationGroup",
    [],
    [{ transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }],
    "/transitEncryptionMode",
  ],
  [
    "aws:elasticache/cluster:Cluster",
    [{ transitEncryptionEnabled: true }, { replicationGroupId: "orders" }],
    [{}],
    "/transitEncryptionEnabled",
  ],
  [
    "aws:memorydb/cluster:Cluster",
    [{}, { tlsEnabled: true }],
    [{ tlsEnabled: false }],
    "/tlsEnabled",
  ],
  [
    "aws:dax/cluster:Cluster",
    [{ clusterEndpointEncryptionType: "TLS" }],
    [{}, { clusterEndpointEncryptionType: "NONE" }],
    "/clusterEndpointEncryptionType",
  ],
  [
    "aws:msk/cluster:Cluster",
    [{}, inCluster({ clientBroker: "TLS", inCluster: true })],
    [inCluster({ clientBroker: "TLS_PLAINTEXT" }), inCluster({ clientBroker: "PLAINTEXT" })],
    "/encryptionInfo/encryptionInTransit/clientBroker",
  ],
  [
    "aws:msk/cluster:Cluster",
    [],
    [inCluster({ inCluster: false })],
    "/encryptionInfo/encryptionInTransit/inCluster",
  ],
  [
    "aws:sns/topicSubscription:TopicSubscription",
    [{ protocol: "https" }, { protocol: "sqs" }],
    [{ protocol: "http" }],
    "/protocol",
  ],
  ["aws:rds/proxy:Proxy", [{ requireTls: true }], [{}, { requireTls: false }], "/requireTls"],
  [
    "aws:ecs/taskDefinition:TaskDefinition",
    [{}, { volumes: [{ name: "scratch" }] }, mount({ transitEncryption: "ENABLED" })],
    [mount({ transitEncryption: "DISABLED" }), mount({ fileSystemId: "fs-1" })],
    "/volumes/0/efsVolumeConfiguration/transitEncryption",
  ],
  [
    "aws:transfer/server:Server",
    [{}, { protocols: ["SFTP", "FTPS"] }],
    [{ protocols: ["SFTP", "FTP"] }],
    "/protocols/1",
  ],
  [
    "aws:cloudfront/distribution:Distribution",
    [behavior("https-only"), behavior("redirect-to-https")],
    [behavior("allow-all"), {}],
    "/defaultCacheBehavior/viewerProtocolPolicy",
  ],
  [
    "aws:cloudfront/distribution:Distribution",
    [],
    [
      {
        ...behavior("https-only"),
        orderedCacheBehaviors: [{ viewerProtocolPolicy: "allow-all" }],
      },
    ],
    "/orderedCacheBehaviors/0/viewerProtocolPolicy",
  ],
  [
    "aws:cloudfront/distribution:Distribution",
    [
      origin({ originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2"] }),
      origin({ originProtocolPolicy: "match-viewer" }),
    ],
    [origin({ originProtocolPolicy: "http-only" })],
    "/origins/0/customOriginConfig/originProtocolPolicy",
  ],
  [
    "aws:cloudfront/distribution:Distribution",
    [],
    [origin({ originProtocolPolicy: "https-only", originSslProtocols: ["TLSv1.2", "TLSv1"] })],
    "/origins/0/customOriginConfig/originSslProtocols/1",
  ],
  [
    "aws:lb/targetGroup:TargetGroup",
    [{ protocol: "HTTPS" }, { protocol: "TLS" }, { targetType: "lambda" }],
    [{ protocol: "HTTP" }],
    "/protocol",
  ],
  [
    "aws:apigateway/integration:Integration",
    [{ type: "HTTP", uri: "https://axon.example.com" }, { type: "MOCK" }],
    [{ type: "HTTP_PROXY", uri: "HTTP://axon.example.com" }],
    "/uri",
  ],
  [
    "aws:apigateway/integration:Integration",
    [],
    [{ type: "MOCK", tlsConfig: { insecureSkipVerification: true } }],
    "/tlsConfig/insecureSkipVerification",
  ],
  [
    "aws:apigatewayv2/integration:Integration",
    [{ integrationType: "HTTP_PROXY", integrationUri: "arn:aws:elasticloadbalancing:x" }],
    [{ integrationType: "HTTP_PROXY", integrationUri: "http://axon.example.com" }],
    "/integrationUri",
  ],
];

const casesOf = ([type, good, bad, path]: Row): readonly RuleCase[] => [
  ...good.map((properties) => ({
    requirement: "POL-300",
    title: `${type} with ${JSON.stringify(properties)}`,
    resources: [resource(type, properties)],
    verdict: "pass" as const,
  })),
  ...bad.map((properties) => ({
    requirement: "POL-300",
    title: `${type} with ${JSON.stringify(properties)}`,
    resources: [resource(type, properties)],
    verdict: "fail" as const,
    path,
  })),
];

export const inTransitCases = ruleCases(inTransit, [
  ...rows.flatMap(casesOf),
  {
    title: "a bucket behind a distribution, with the fix",
    resources: [resource("aws:cloudfront/distribution:Distribution", behavior("allow-all"))],
    verdict: "fail",
    message: /^Viewers may use plain HTTP/,
    fix: /redirect-to-https/,
    count: 1,
  },
  {
    title: "an unknown setting",
    resources: [resource("aws:rds/proxy:Proxy", { requireTls: unknown })],
    verdict: "undecided",
    path: "/requireTls",
  },
  {
    title: "an unknown list",
    resources: [resource("aws:transfer/server:Server", { protocols: unknown })],
    verdict: "undecided",
    path: "/protocols",
  },
  {
    title: "an address of plain HTTP whose type is unknown",
    resources: [
      resource("aws:apigateway/integration:Integration", {
        type: unknown,
        uri: "http://axon.example.com",
      }),
    ],
    verdict: "undecided",
  },
]);
