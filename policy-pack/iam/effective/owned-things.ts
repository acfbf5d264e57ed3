/** How one service could use what another owns. */
export type Verb = "assume" | "pass" | "read" | "decrypt" | "invoke";

/** Actions that use a type of resource, by what they do to it. */
type Uses = Readonly<Partial<Record<Verb, readonly string[]>>>;

// Source: Service Authorization Reference; table of 2026-11. Writing into another's queue, topic, bus or stream
// makes its owner act, as an invocation does.
const usesByType: Readonly<Record<string, Uses>> = {
  "aws:iam/role:Role": { assume: ["sts:AssumeRole"], pass: ["iam:PassRole"] },
  "aws:secretsmanager/secret:Secret": {
    read: ["secretsmanager:GetSecretValue"],
  },
  "aws:ssm/parameter:Parameter": {
    read: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"],
  },
  "aws:kms/key:Key": {
    decrypt: ["kms:Decrypt", "kms:ReEncryptFrom", "kms:CreateGrant", "kms:GenerateDataKey"],
  },
  "aws:s3/bucket:Bucket": { read: ["s3:GetObject", "s3:GetObjectVersion", "s3:ListBucket"] },
  "aws:dynamodb/table:Table": {
    read: [
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:GetRecords",
      "dynamodb:PartiQLSelect",
      "dynamodb:Query",
      "dynamodb:Scan",
    ],
  },
  "aws:sqs/queue:Queue": { read: ["sqs:ReceiveMessage"], invoke: ["sqs:SendMessage"] },
  "aws:sns/topic:Topic": { read: ["sns:Subscribe"], invoke: ["sns:Publish"] },
  "aws:kinesis/stream:Stream": {
    read: ["kinesis:GetRecords", "kinesis:SubscribeToShard"],
    invoke: ["kinesis:PutRecord", "kinesis:PutRecords"],
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    read: ["logs:FilterLogEvents", "logs:GetLogEvents", "logs:StartQuery", "logs:StartLiveTail"],
  },
  "aws:cloudwatch/eventBus:EventBus": { invoke: ["events:PutEvents"] },
  "aws:lambda/function:Function": {
    invoke: ["lambda:InvokeFunction", "lambda:InvokeFunctionUrl"],
  },
  "aws:sfn/stateMachine:StateMachine": {
    invoke: ["states:StartExecution", "states:StartSyncExecution"],
  },
  "aws:vpclattice/service:Service": { invoke: ["vpc-lattice-svcs:Invoke"] },
};

/** A resource's policy that is a resource of its own, and the property that names what it is attached to. */
export const companions: Readonly<Record<string, string>> = {
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": "eventBusName",
  "aws:dynamodb/resourcePolicy:ResourcePolicy": "resourceArn",
  "aws:kinesis/resourcePolicy:ResourcePolicy": "resourceArn",
  "aws:kms/keyPolicy:KeyPolicy": "keyId",
  "aws:s3/bucketPolicy:BucketPolicy": "bucket",
  "aws:secretsmanager/secretPolicy:SecretPolicy": "secretArn",
  "aws:sns/topicPolicy:TopicPolicy": "arn",
  "aws:sqs/queuePolicy:QueuePolicy": "queueUrl",
  "aws:vpclattice/authPolicy:AuthPolicy": "resourceIdentifier",
};

/** Types that a service can own and another could use. */
export const ownedTypes: readonly string[] = Object.keys(usesByType);

/** The actions that use a resource of a type, with what they do. */
export function usesOf(type: string): ReadonlyMap<string, Verb> {
  const known = cache.get(type);
  if (known !== undefined) return known;
  const uses = new Map(
    Object.entries(usesByType[type] ?? {}).flatMap(([verb, actions]) =>
      actions.map((action) => [action, verb as Verb] as const),
    ),
  );
  cache.set(type, uses);
  return uses;
}

const cache = new Map<string, ReadonlyMap<string, Verb>>();
