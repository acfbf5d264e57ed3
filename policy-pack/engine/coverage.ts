import type { Finding, RuleFacts } from "./finding";
import { findingOf } from "./finding";
import type { Rule, StackResource } from "./rule";

const facts: RuleFacts = {
  id: "coverage/not-covered",
  level: "advisory",
  severity: "low",
  onUndecided: "warn",
  why: "No rule looks at resources of this type: that nothing was found says nothing about them.",
  fix: "Review them by hand, or add a rule or a classification for the type.",
};

/** Types that hold no data, grant nothing, carry no traffic and run no code by themselves. */
const plainTypes: ReadonlySet<string> = new Set([
  "aws:accessanalyzer/analyzer:Analyzer",
  "aws:appmesh/route:Route",
  "aws:appmesh/virtualRouter:VirtualRouter",
  "aws:appmesh/virtualService:VirtualService",
  "aws:cloudwatch/eventRule:EventRule",
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:ebs/encryptionByDefault:EncryptionByDefault",
  "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
  "aws:ec2/eip:Eip",
  "aws:ec2/flowLog:FlowLog",
  "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
  "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/natGateway:NatGateway",
  "aws:ec2/networkAclAssociation:NetworkAclAssociation",
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "aws:iam/accountPasswordPolicy:AccountPasswordPolicy",
  "aws:kms/alias:Alias",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  "aws:s3/bucketVersioning:BucketVersioning",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:vpclattice/accessLogSubscription:AccessLogSubscription",
  "aws:vpclattice/listenerRule:ListenerRule",
  "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
]);

/** One finding for each type that no rule looks at; a type the table does not know counts as one that matters. */
export function coverageFindings(
  rules: readonly Rule[],
  resources: readonly StackResource[],
): readonly Finding[] {
  const covered = new Set(rules.flatMap(({ applies }) => applies));
  const first = new Map<string, { first: StackResource; count: number }>();
  for (const resource of resources) {
    const { type } = resource;
    if (!isProviderResource(type) || covered.has(type) || plainTypes.has(type)) continue;
    const seen = first.get(type);
    first.set(type, { first: seen?.first ?? resource, count: (seen?.count ?? 0) + 1 });
  }
  return [...first].map(([type, { first: resource, count }]) =>
    findingOf(facts, resource, {
      verdict: "fail",
      path: "",
      message: `${type} (${String(count)} in this stack) is not covered by any rule.`,
    }),
  );
}

// Components group other resources, and the stack and providers belong to Pulumi. A component's package is
// the program's own; a provider's type has a module of the form `service/resource`.
const isProviderResource = (type: string): boolean => {
  const [packageName = "", module = ""] = type.split(":");
  return packageName !== "pulumi" && (packageName.startsWith("aws") || module.includes("/"));
};
