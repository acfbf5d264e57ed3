import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ecs from "@pulumi/aws/ecs";
import type { Statement } from "./documents";
import { createKey } from "./keys";
import type { Settings } from "./settings";

/** What the cluster is made from. */
export interface ClusterArgs {
  /** Physical name. */
  readonly name: string;
  /** Settings of the stack. */
  readonly settings: Settings;
  /** Tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Declares the cluster, and the log group of its metrics before Container Insights makes one without key and end. */
export function createCluster({ name, settings, tags }: ClusterArgs): ecs.Cluster {
  const logGroup = `/aws/ecs/containerinsights/${name}/performance`;
  const key = createKey("insights", {
    description: "Encrypts performance logs of the agent service",
    use: useByLogs(settings, logGroup),
    settings,
    tags,
  });
  const insights = new cloudwatch.LogGroup("insights", {
    name: logGroup,
    retentionInDays: 365,
    kmsKeyId: key.arn,
    tags,
  });
  return new ecs.Cluster(
    "cluster",
    { name, settings: [{ name: "containerInsights", value: "enhanced" }], tags },
    { dependsOn: [insights] },
  );
}

function useByLogs(
  { region, allowedAccountIds: [accountId] }: Settings,
  logGroup: string,
): readonly Statement[] {
  const arn = `arn:aws:logs:${region}:${accountId}:log-group:${logGroup}`;
  return [
    {
      Sid: "EncryptLogs",
      Effect: "Allow",
      Principal: { Service: [`logs.${region}.amazonaws.com`] },
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      Resource: ["*"],
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": arn } },
    },
  ];
}
