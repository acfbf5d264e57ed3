import type { Value } from "../../policy-pack/engine/value";
import { type TestResource, TestStack, unknown } from "../../policy-pack/testing";

const account = "111122223333";
const region = "eu-west-1";

/** A stack of services that each have what a service of a real estate has: about twenty resources. */
export function serviceStack(resources: number): TestStack {
  const stack = new TestStack();
  const vpc = stack.add("aws:ec2/vpc:Vpc", "vpc", { inputs: { cidrBlock: "10.0.0.0/16" } });
  for (let at = 0; stack.resources.length < resources; at += 1) {
    addService(stack, `service-${String(at)}`, vpc);
  }
  return stack;
}

function addService(stack: TestStack, service: string, vpc: TestResource): void {
  const parent = stack.add("demo:index:Service", service);
  const add: Add = (type, name, ...[inputs, refersTo = {}]) =>
    stack.add(type, `${service}-${name}`, { inputs, parent, refersTo });
  const key = add("aws:kms/key:Key", "key", {
    enableKeyRotation: true,
    policy: document([
      allow(["kms:DescribeKey", "kms:PutKeyPolicy"], "*", { AWS: roleArn("administration") }),
      allow(["kms:Decrypt", "kms:GenerateDataKey"], "*", { AWS: roleArn(service) }),
    ]),
  });
  const encrypted = { kmsKeyId: unknown.string };
  const withKey = { kmsKeyId: [key] };
  add("aws:kms/alias:Alias", "alias", { name: `alias/${service}`, targetKeyId: unknown.string });
  add(
    "aws:cloudwatch/logGroup:LogGroup",
    "logs",
    { name: `/app/${service}`, retentionInDays: 365, ...encrypted },
    withKey,
  );
  const secret = add(
    "aws:secretsmanager/secret:Secret",
    "secret",
    { name: `${service}/token`, ...encrypted },
    withKey,
  );
  add(
    "aws:secretsmanager/secretRotation:SecretRotation",
    "rotation",
    {
      secretId: unknown.string,
      rotationRules: { automaticallyAfterDays: 30 },
      rotationLambdaArn: `arn:aws:lambda:${region}:${account}:function:${service}-rotation`,
    },
    { secretId: [secret] },
  );
  addIdentity(add, service);
  addStorage(add, service, key);
  addNetwork(add, service, vpc);
}

type Add = (
  type: string,
  name: string,
  ...rest: readonly [
    inputs: Readonly<Record<string, Value>>,
    refersTo?: Readonly<Record<string, readonly TestResource[]>>,
  ]
) => TestResource;

function addIdentity(add: Add, service: string): void {
  const statements = [
    allow(["sqs:SendMessage", "sqs:ReceiveMessage"], `arn:aws:sqs:${region}:${account}:${service}`),
    allow(["s3:GetObject"], `arn:aws:s3:::${service}-${account}/*`),
    allow(["logs:PutLogEvents"], `arn:aws:logs:${region}:${account}:log-group:/app/${service}:*`),
  ];
  const boundary = add("aws:iam/policy:Policy", "boundary", {
    name: `${service}-boundary`,
    policy: document(statements),
  });
  for (const kind of ["task", "execution"]) {
    const role = add(
      "aws:iam/role:Role",
      kind,
      {
        name: `${service}-${kind}`,
        permissionsBoundary: unknown.string,
        assumeRolePolicy: document([
          allow(["sts:AssumeRole"], undefined, { Service: "ecs-tasks.amazonaws.com" }),
        ]),
      },
      { permissionsBoundary: [boundary] },
    );
    add(
      "aws:iam/rolePolicy:RolePolicy",
      `${kind}-policy`,
      { role: unknown.string, policy: document(statements) },
      { role: [role] },
    );
  }
}

function addStorage(add: Add, service: string, key: TestResource): void {
  const bucket = add("aws:s3/bucket:Bucket", "bucket", { bucket: `${service}-${account}` });
  const of = { bucket: `${service}-${account}` };
  add(
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    "block",
    {
      ...of,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    { bucket: [bucket] },
  );
  add(
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "encryption",
    {
      ...of,
      rules: [
        {
          applyServerSideEncryptionByDefault: {
            sseAlgorithm: "aws:kms",
            kmsMasterKeyId: unknown.string,
          },
        },
      ],
    },
    { bucket: [bucket], rules: [key] },
  );
  add(
    "aws:sqs/queue:Queue",
    "queue",
    { name: service, kmsMasterKeyId: unknown.string },
    { kmsMasterKeyId: [key] },
  );
}

function addNetwork(add: Add, service: string, vpc: TestResource): void {
  const inVpc = { vpcId: [vpc] };
  add(
    "aws:ec2/subnet:Subnet",
    "subnet",
    { vpcId: unknown.string, cidrBlock: "10.0.0.0/24" },
    inVpc,
  );
  const group = add(
    "aws:ec2/securityGroup:SecurityGroup",
    "group",
    { vpcId: unknown.string },
    inVpc,
  );
  add(
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    "ingress",
    {
      securityGroupId: unknown.string,
      ipProtocol: "tcp",
      fromPort: 8443,
      toPort: 8443,
      cidrIpv4: "10.0.0.0/16",
    },
    { securityGroupId: [group] },
  );
  add(
    "aws:lambda/function:Function",
    "function",
    {
      name: service,
      role: roleArn(`${service}-task`),
      vpcConfig: { securityGroupIds: [unknown.string], subnetIds: [unknown.string] },
    },
    { vpcConfig: [group] },
  );
}

const roleArn = (name: string): string => `arn:aws:iam::${account}:role/${name}`;

const allow = (
  actions: readonly string[],
  resource?: string,
  principal?: Readonly<Record<string, string>>,
) => ({
  Effect: "Allow",
  Action: actions,
  ...(resource !== undefined && { Resource: resource }),
  ...(principal !== undefined && { Principal: principal }),
});

const document = (statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
