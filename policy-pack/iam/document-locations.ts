/** Every kind of document. */
export const documentKinds = [
  "identity",
  "trust",
  "resource",
  "key",
  "endpoint",
  "lattice-auth",
  "organization",
  "boundary",
] as const;

/**
 * What a document is for; it decides what a wildcard in it means. `organization` documents bound accounts,
 * `boundary` documents bound a principal or a session: neither grants anything.
 */
export type DocumentKind = (typeof documentKinds)[number];

/** A place that holds a document. */
export interface Location {
  /** Property, or a path of properties; `*` stands for each item of a list. */
  readonly path: readonly string[];
  /** What the document is for. */
  readonly kind: DocumentKind;
  /** Whether the document speaks of many resources of an account, so that `*` in it means all of them. */
  readonly isAccountWide: boolean;
}

/** Type tokens, each with the path of its document if that is not `policy`. */
type Table = Readonly<Record<string, string>>;

const identity: Table = {
  "aws:iam/policy:Policy": "policy",
  "aws:iam/rolePolicy:RolePolicy": "policy",
  "aws:iam/userPolicy:UserPolicy": "policy",
  "aws:iam/groupPolicy:GroupPolicy": "policy",
  "aws:iam/role:Role": "inlinePolicies.*.policy",
  "aws:iot/policy:Policy": "policy",
  "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": "inlinePolicy",
};

// A policy given with a session or a file transfer user can only take away from the role that is assumed.
const session: Table = {
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": "policy",
  "aws:rolesanywhere/profile:Profile": "sessionPolicy",
  "aws:transfer/access:Access": "policy",
  "aws:transfer/user:User": "policy",
};

const trust: Table = { "aws:iam/role:Role": "assumeRolePolicy" };

const key: Table = {
  "aws:kms/externalKey:ExternalKey": "policy",
  "aws:kms/key:Key": "policy",
  "aws:kms/keyPolicy:KeyPolicy": "policy",
  "aws:kms/replicaExternalKey:ReplicaExternalKey": "policy",
  "aws:kms/replicaKey:ReplicaKey": "policy",
};

const endpoint: Table = {
  "aws:ec2/vpcEndpoint:VpcEndpoint": "policy",
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": "policy",
};

const latticeAuth: Table = { "aws:vpclattice/authPolicy:AuthPolicy": "policy" };

const resource: Table = {
  "aws:acmpca/policy:Policy": "policy",
  "aws:amp/resourcePolicy:ResourcePolicy": "policyDocument",
  "aws:apigateway/domainName:DomainName": "policy",
  "aws:apigateway/restApi:RestApi": "policy",
  "aws:apigateway/restApiPolicy:RestApiPolicy": "policy",
  "aws:backup/vaultPolicy:VaultPolicy": "policy",
  "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy": "policy",
  "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy": "accessPolicy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "policy",
  "aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy":
    "deliveryDestinationPolicy",
  "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy": "accessPolicy",
  "aws:codeartifact/domainPermissions:DomainPermissions": "policyDocument",
  "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy": "policyDocument",
  "aws:codebuild/resourcePolicy:ResourcePolicy": "policy",
  "aws:dsql/clusterPolicy:ClusterPolicy": "policy",
  "aws:dynamodb/resourcePolicy:ResourcePolicy": "policy",
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": "repositoryPolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:ecrpublic/repositoryPolicy:RepositoryPolicy": "policy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy": "policy",
  "aws:elasticsearch/domain:Domain": "accessPolicies",
  "aws:elasticsearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws:glacier/vault:Vault": "accessPolicy",
  "aws:glacier/vaultLock:VaultLock": "policy",
  "aws:kinesis/resourcePolicy:ResourcePolicy": "policy",
  "aws:lambda/resourcePolicy:ResourcePolicy": "policy",
  "aws:mediastore/containerPolicy:ContainerPolicy": "policy",
  "aws:msk/clusterPolicy:ClusterPolicy": "policy",
  "aws:networkfirewall/resourcePolicy:ResourcePolicy": "policy",
  "aws:oam/sinkPolicy:SinkPolicy": "policy",
  "aws:opensearch/domain:Domain": "accessPolicies",
  "aws:opensearch/domainPolicy:DomainPolicy": "accessPolicies",
  "aws:opensearchingest/resourcePolicy:ResourcePolicy": "policy",
  "aws:pinpoint/smsvoicev2ResourcePolicy:Smsvoicev2ResourcePolicy": "policy",
  "aws:redshift/resourcePolicy:ResourcePolicy": "policy",
  "aws:redshiftserverless/resourcePolicy:ResourcePolicy": "policy",
  "aws:s3/accessPoint:AccessPoint": "policy",
  "aws:s3/bucket:Bucket": "policy",
  "aws:s3/bucketPolicy:BucketPolicy": "policy",
  "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy": "policy",
  "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": "policy",
  "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy": "policy",
  "aws:s3control/accessPointPolicy:AccessPointPolicy": "policy",
  "aws:s3control/bucketPolicy:BucketPolicy": "policy",
  "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": "details.policy",
  "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": "policy",
  "aws:s3tables/tableBucketPolicy:TableBucketPolicy": "resourcePolicy",
  "aws:s3tables/tablePolicy:TablePolicy": "resourcePolicy",
  "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": "resourcePolicy",
  "aws:schemas/registryPolicy:RegistryPolicy": "policy",
  "aws:secretsmanager/secret:Secret": "policy",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "policy",
  "aws:ses/identityPolicy:IdentityPolicy": "policy",
  "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy": "policy",
  "aws:sns/topic:Topic": "policy",
  "aws:sns/topicPolicy:TopicPolicy": "policy",
  "aws:sqs/queue:Queue": "policy",
  "aws:sqs/queuePolicy:QueuePolicy": "policy",
  "aws:vpclattice/resourcePolicy:ResourcePolicy": "policy",
};

// One document for many resources: a registry, a catalogue, all log groups, all traces, an organization.
const accountWide: Table = {
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": "policyDocument",
  "aws:ecr/registryPolicy:RegistryPolicy": "policy",
  "aws:glue/resourcePolicy:ResourcePolicy": "policy",
  "aws:organizations/resourcePolicy:ResourcePolicy": "content",
  "aws:xray/resourcePolicy:ResourcePolicy": "policyDocument",
};

const organization: Table = { "aws:organizations/policy:Policy": "content" };

const tables: readonly (readonly [Table, DocumentKind, boolean])[] = [
  [trust, "trust", false],
  [identity, "identity", false],
  [session, "boundary", false],
  [key, "key", false],
  [endpoint, "endpoint", false],
  [latticeAuth, "lattice-auth", false],
  [resource, "resource", false],
  [accountWide, "resource", true],
  [organization, "organization", false],
];

function collect(): Readonly<Record<string, readonly Location[]>> {
  const locations: Record<string, Location[]> = {};
  for (const [table, kind, isAccountWide] of tables) {
    for (const [type, path] of Object.entries(table)) {
      (locations[type] ??= []).push({ path: path.split("."), kind, isAccountWide });
    }
  }
  return locations;
}

/** Where documents are, by type. Inline properties and resources of their own count alike. */
export const documentLocations: Readonly<Record<string, readonly Location[]>> = collect();
