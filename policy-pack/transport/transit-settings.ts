import type { Setting } from "../engine/settings";

const on = /^true$/;

const search = (type: string): readonly Setting[] => [
  {
    type,
    path: "nodeToNodeEncryption.enabled",
    good: on,
    absent: "fail",
    wrong: "The nodes of the domain talk to each other in the clear.",
    fix: "Set nodeToNodeEncryption.enabled to true.",
  },
  // The provider demands HTTPS where the block is given and says nothing.
  {
    type,
    path: "domainEndpointOptions.enforceHttps",
    good: on,
    absent: "pass",
    when: { path: "domainEndpointOptions", is: /./ },
    wrong: "The domain answers plain HTTP.",
    fix: "Set domainEndpointOptions.enforceHttps to true.",
  },
  {
    type,
    path: "domainEndpointOptions",
    good: /./,
    absent: "fail",
    wrong: "The domain answers plain HTTP.",
    fix: "Set domainEndpointOptions.enforceHttps to true.",
  },
];

const caches: readonly Setting[] = [
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    path: "transitEncryptionEnabled",
    good: on,
    absent: "fail",
    wrong: "Clients and nodes of the cache talk in the clear.",
    fix: "Set transitEncryptionEnabled to true.",
  },
  {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    path: "transitEncryptionMode",
    good: /^required$/,
    absent: "pass",
    wrong: "The cache also accepts clients without TLS.",
    fix: 'Set transitEncryptionMode to "required".',
  },
  // A member of a replication group takes over the group's setting.
  {
    type: "aws:elasticache/cluster:Cluster",
    path: "transitEncryptionEnabled",
    good: on,
    absent: "fail",
    when: { path: "replicationGroupId", is: /^$/ },
    wrong: "Clients and nodes of the cache talk in the clear.",
    fix: "Set transitEncryptionEnabled to true, or use a replication group.",
  },
  {
    type: "aws:memorydb/cluster:Cluster",
    path: "tlsEnabled",
    good: on,
    absent: "pass",
    wrong: "The cluster accepts clients without TLS.",
    fix: "Set tlsEnabled to true.",
  },
  {
    type: "aws:dax/cluster:Cluster",
    path: "clusterEndpointEncryptionType",
    good: /^TLS$/,
    absent: "fail",
    wrong: "The cluster's endpoint speaks without TLS.",
    fix: 'Set clusterEndpointEncryptionType to "TLS".',
  },
];

const brokers: readonly Setting[] = [
  {
    type: "aws:msk/cluster:Cluster",
    path: "encryptionInfo.encryptionInTransit.clientBroker",
    good: /^TLS$/,
    absent: "pass",
    wrong: "Brokers accept clients without TLS.",
    fix: 'Set encryptionInfo.encryptionInTransit.clientBroker to "TLS".',
  },
  {
    type: "aws:msk/cluster:Cluster",
    path: "encryptionInfo.encryptionInTransit.inCluster",
    good: on,
    absent: "pass",
    wrong: "Brokers talk to each other in the clear.",
    fix: "Set encryptionInfo.encryptionInTransit.inCluster to true.",
  },
  {
    type: "aws:sns/topicSubscription:TopicSubscription",
    path: "protocol",
    good: /^(?!http$)/i,
    absent: "pass",
    wrong: "Messages are delivered by plain HTTP.",
    fix: 'Set protocol to "https".',
  },
  {
    type: "aws:rds/proxy:Proxy",
    path: "requireTls",
    good: on,
    absent: "fail",
    wrong: "The proxy accepts clients without TLS.",
    fix: "Set requireTls to true.",
  },
  {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    within: "volumes.*.efsVolumeConfiguration",
    path: "transitEncryption",
    good: /^ENABLED$/,
    absent: "fail",
    wrong: "The task mounts the file system in the clear.",
    fix: 'Set efsVolumeConfiguration.transitEncryption to "ENABLED".',
  },
  {
    type: "aws:transfer/server:Server",
    path: "protocols.*",
    good: /^(?!FTP$)/,
    absent: "pass",
    wrong: "The server speaks FTP, which sends passwords and files in the clear.",
    fix: "Use SFTP or FTPS.",
  },
];

const viewer = (path: string): Setting => ({
  type: "aws:cloudfront/distribution:Distribution",
  path: `${path}.viewerProtocolPolicy`,
  good: /^(https-only|redirect-to-https)$/,
  absent: "fail",
  wrong: "Viewers may use plain HTTP.",
  fix: 'Set viewerProtocolPolicy to "redirect-to-https" or "https-only".',
});

const edges: readonly Setting[] = [
  viewer("defaultCacheBehavior"),
  viewer("orderedCacheBehaviors.*"),
  // Viewers that are all sent to HTTPS leave match-viewer nothing else to match.
  {
    type: "aws:cloudfront/distribution:Distribution",
    path: "origins.*.customOriginConfig.originProtocolPolicy",
    good: /^(https-only|match-viewer)$/,
    absent: "pass",
    wrong: "The distribution fetches from its origin by plain HTTP.",
    fix: 'Set originProtocolPolicy to "https-only".',
  },
  {
    type: "aws:cloudfront/distribution:Distribution",
    path: "origins.*.customOriginConfig.originSslProtocols.*",
    good: /^TLSv1\.[2-9]$/,
    absent: "pass",
    wrong: "The distribution accepts TLS below 1.2 from its origin.",
    fix: 'Set originSslProtocols to ["TLSv1.2"].',
  },
  {
    type: "aws:lb/targetGroup:TargetGroup",
    path: "protocol",
    good: /^(?!HTTP$)/,
    absent: "pass",
    wrong: "The load balancer talks to its targets by plain HTTP.",
    fix: 'Set protocol to "HTTPS", and let the targets end TLS.',
  },
  {
    type: "aws:apigateway/integration:Integration",
    path: "uri",
    good: /^(?!http:)/i,
    absent: "pass",
    when: { path: "type", is: /^HTTP/ },
    wrong: "The API calls its backend by plain HTTP.",
    fix: "Use an https:// uri.",
  },
  {
    type: "aws:apigateway/integration:Integration",
    path: "tlsConfig.insecureSkipVerification",
    good: /^false$/,
    absent: "pass",
    wrong: "The API does not verify its backend's certificate.",
    fix: "Set tlsConfig.insecureSkipVerification to false.",
  },
  {
    type: "aws:apigatewayv2/integration:Integration",
    path: "integrationUri",
    good: /^(?!http:)/i,
    absent: "pass",
    when: { path: "integrationType", is: /^HTTP/ },
    wrong: "The API calls its backend by plain HTTP.",
    fix: "Use an https:// integrationUri.",
  },
];

/**
 * Settings that decide whether data travels encrypted. Paths are those of @pulumi/aws 7.48; defaults are
 * those of the services; table of 2026-11. Meshes, listeners and policies of TLS versions have rules of their own.
 */
export const transitSettings: readonly Setting[] = [
  ...search("aws:opensearch/domain:Domain"),
  ...search("aws:elasticsearch/domain:Domain"),
  ...caches,
  ...brokers,
  ...edges,
];
