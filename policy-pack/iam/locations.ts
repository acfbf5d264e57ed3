import type { CheckContext, JudgedResource } from "../engine/rule";
import type { Value } from "../engine/value";
import { isObject, isUnknown, listOf, pointer } from "../engine/value";
import type { Document } from "./document";
import { readDocument, readStatements } from "./document";

/** What a document is for; it decides what a wildcard in it means. */
export type DocumentKind = "identity" | "trust" | "resource" | "key" | "endpoint" | "lattice-auth";

/** A property that holds a document. */
interface Location {
  readonly property: string;
  readonly kind: DocumentKind;
}

const at = (property: string, kind: DocumentKind): readonly Location[] => [{ property, kind }];

/** Where documents are, by type. Inline properties and resources of their own count alike. */
const locations: Readonly<Record<string, readonly Location[]>> = {
  "aws:iam/policy:Policy": at("policy", "identity"),
  "aws:iam/rolePolicy:RolePolicy": at("policy", "identity"),
  "aws:iam/userPolicy:UserPolicy": at("policy", "identity"),
  "aws:iam/groupPolicy:GroupPolicy": at("policy", "identity"),
  "aws:iam/role:Role": at("assumeRolePolicy", "trust"),
  "aws:kms/key:Key": at("policy", "key"),
  "aws:kms/keyPolicy:KeyPolicy": at("policy", "key"),
  "aws:ec2/vpcEndpoint:VpcEndpoint": at("policy", "endpoint"),
  "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": at("policy", "endpoint"),
  "aws:vpclattice/authPolicy:AuthPolicy": at("policy", "lattice-auth"),
  "aws:vpclattice/resourcePolicy:ResourcePolicy": at("policy", "lattice-auth"),
  "aws:s3/bucket:Bucket": at("policy", "resource"),
  "aws:s3/bucketV2:BucketV2": at("policy", "resource"),
  "aws:s3/bucketPolicy:BucketPolicy": at("policy", "resource"),
  "aws:sns/topic:Topic": at("policy", "resource"),
  "aws:sns/topicPolicy:TopicPolicy": at("policy", "resource"),
  "aws:sqs/queue:Queue": at("policy", "resource"),
  "aws:sqs/queuePolicy:QueuePolicy": at("policy", "resource"),
  "aws:secretsmanager/secret:Secret": at("policy", "resource"),
  "aws:secretsmanager/secretPolicy:SecretPolicy": at("policy", "resource"),
  "aws:ecr/repositoryPolicy:RepositoryPolicy": at("policy", "resource"),
  "aws:dynamodb/resourcePolicy:ResourcePolicy": at("policy", "resource"),
  "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": at("policyDocument", "resource"),
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": at("policy", "resource"),
  "aws:efs/fileSystemPolicy:FileSystemPolicy": at("policy", "resource"),
  "aws:opensearch/domainPolicy:DomainPolicy": at("accessPolicies", "resource"),
};

/** Every type that holds a document. */
export const documentTypes: readonly string[] = Object.keys(locations);

/** A document of a resource. */
export interface LocatedDocument {
  /** What it is for. */
  readonly kind: DocumentKind;
  /** JSON pointer of the property that holds it. */
  readonly path: string;
  /** What was read; unknown when neither its own text nor a declaration is known. */
  readonly document: Document;
}

/** The documents of a resource; an unknown one is replaced by what a component above declares for it. */
export function documentsOf(
  resource: JudgedResource,
  { declared }: Pick<CheckContext, "declared">,
): readonly LocatedDocument[] {
  const own = (locations[resource.type] ?? []).flatMap(({ property, kind }) => {
    const value = resource.properties[property];
    if (value === undefined || value === null) return [];
    const declaration = isUnknown(value) ? declared.find(resource, property) : undefined;
    const path = pointer([property]);
    const document =
      declaration === undefined
        ? readDocument(value, path)
        : readStatements(declaration.statements, `${path}/Statement`);
    return [{ kind, path, document }];
  });
  return [...own, ...inlinePolicies(resource.properties["inlinePolicies"])];
}

function inlinePolicies(value: Value | undefined): readonly LocatedDocument[] {
  return listOf(value).flatMap((entry, index) => {
    const policy = isObject(entry) ? entry["policy"] : entry;
    if (policy === undefined) return [];
    const path = pointer(["inlinePolicies", index, "policy"]);
    return [{ kind: "identity" as const, path, document: readDocument(policy, path) }];
  });
}
