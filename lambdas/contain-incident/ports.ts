import type { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { ECSClient } from "@aws-sdk/client-ecs";
import type { IAMClient } from "@aws-sdk/client-iam";
import type { LambdaClient } from "@aws-sdk/client-lambda";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { VPCLatticeClient } from "@aws-sdk/client-vpc-lattice";
import type { Clock } from "../../runtime/clock";
import type { Ports } from "../../runtime/containment/ports";
import type { ContainmentSettings } from "../../runtime/containment/settings";
import {
  createDynamoQuarantine,
  liftQuarantine,
  setQuarantine,
} from "../../runtime/store/dynamo-quarantine";
import { createEvidenceBucket } from "../../runtime/store/evidence-bucket";
import { dynamoClaims } from "./claims";
import { cloudWatchLogs } from "./logs";
import { awsPermissions } from "./permissions";
import { awsRotations } from "./rotations";
import { ec2SecurityGroups } from "./security-groups";
import { ecsTasks } from "./tasks";

/** Clients of the stack's account and Region. */
export interface Clients {
  /** Governance's table. */
  readonly dynamo: DynamoDBClient;
  /** Evidence. */
  readonly s3: S3Client;
  /** Roles. */
  readonly iam: IAMClient;
  /** The mesh. */
  readonly lattice: VPCLatticeClient;
  /** Security groups. */
  readonly ec2: EC2Client;
  /** Tasks. */
  readonly ecs: ECSClient;
  /** Rotation functions. */
  readonly lambda: LambdaClient;
  /** Secrets, by name alone. */
  readonly secrets: SecretsManagerClient;
  /** Logs. */
  readonly logs: CloudWatchLogsClient;
}

/** Nobody's call waits for a write of the table here, so it may take longer than in a decision. */
const timeoutMilliseconds = 5000;

/** Everything outside that containment uses, as AWS has it. */
export function awsPorts(
  clients: Clients,
  { tableName, bucketName }: Pick<ContainmentSettings, "tableName" | "bucketName">,
  clock: Clock,
): Ports {
  const table = { dynamo: clients.dynamo, tableName, timeoutMilliseconds };
  // Read back what was written a moment ago: nothing is cached.
  const flags = createDynamoQuarantine({ ...table, clock, cacheMilliseconds: 0 });
  return {
    claims: dynamoClaims(table),
    evidence: createEvidenceBucket(clients.s3, bucketName),
    logs: cloudWatchLogs(clients.logs),
    estate: {
      isQuarantined: (service) => flags.isQuarantined(service),
      setQuarantine: (service) => setQuarantine(table, service),
      liftQuarantine: (service) => liftQuarantine(table, service),
      ...awsPermissions(clients.iam, clients.lattice),
      ...ec2SecurityGroups(clients.ec2),
      ...ecsTasks(clients.ecs),
      ...awsRotations(clients.lambda, clients.secrets),
    },
  };
}
