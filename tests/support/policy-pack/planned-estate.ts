import type { PolicyDocument } from "../../../plan/document";
import { documentReferences } from "../../../plan/document";
import { componentNames, type EstatePlan } from "../../../plan/estate";
import { type RolePlan, roleNames } from "../../../plan/identity";
import { logicalNames } from "../../../plan/naming";
import type { World } from "../../../policy-pack/authorization/known-arns";
import { contractIn } from "../../../policy-pack/contract/read";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { stackOf } from "../../../policy-pack/engine/stack";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { resource, unknown } from "./resources";

const account = "111122223333";

/** What of a planned estate roles could use, with who may use it, as the policy pack sees it in a preview. */
export function plannedEstate(plan: EstatePlan): readonly StackResource[] {
  const component = resource("agent-runtime:test:Estate", contractOf(plan), { name: "estate" });
  const add: Add = (type, name, ...[properties, refersTo = {}]) =>
    resource(type, properties, { name, parent: component, refersTo });
  const provider = resource("pulumi:providers:aws", {
    region: "us-east-1",
    allowedAccountIds: JSON.stringify([account]),
  });
  const keys = new Map(
    plan.keys.keys.map(({ logicalName, policy }) => [
      logicalName,
      add("aws:kms/key:Key", logicalName, { policy: textOf(policy) }),
    ]),
  );
  return [
    component,
    provider,
    ...keys.values(),
    ...plan.logGroups.groups.map(({ key, name }) =>
      add("aws:cloudwatch/logGroup:LogGroup", `logs-${key}`, { name }),
    ),
    ...plan.securityGroups.groups.map(({ key, name, tags }) =>
      add("aws:ec2/securityGroup:SecurityGroup", logicalNames.securityGroup(key), { name, tags }),
    ),
    ...roles(plan, add),
    ...secrets(plan, keys, add),
    ...records(plan, keys, add),
    ...alerts(plan, keys, add),
    ...response(plan, keys, add),
    ...governance(plan, keys, add),
    ...mesh(plan, add),
  ];
}

/** A stack of resources with what its components declare. */
export function worldOf(resources: readonly StackResource[]): World {
  const contracts = resources.flatMap(({ urn, properties }) => contractIn(urn, properties) ?? []);
  const parents = new Map(resources.map(({ urn, parent }) => [urn, parent]));
  const declared = declaredDocuments(contracts, {
    parentOf: (urn) => parents.get(urn),
    named: (name) => resources.filter((each) => each.name === name),
  });
  return { stack: stackOf(resources), context: { declared, accounts: new Set([account]) } };
}

type Add = (
  type: string,
  name: string,
  ...rest: readonly [properties: Properties, refersTo?: Readonly<Record<string, StackResource>>]
) => StackResource;

type Keys = ReadonlyMap<string, StackResource>;

// A document with references is unknown in a preview; its component declares it.
const textOf = (document: PolicyDocument): string =>
  documentReferences(document).length === 0 ? JSON.stringify(document) : unknown;

const keyIn = (keys: Keys, name: string): StackResource => {
  const key = keys.get(name);
  if (key === undefined) throw new Error(`no key ${name}`);
  return key;
};

function roles({ identity }: EstatePlan, add: Add): readonly StackResource[] {
  return identity.roles.flatMap((role) => {
    const { key, name, boundaryName, boundary, trustPolicy } = role;
    const names = roleNames(componentNames.identity, key);
    const { path } = identity;
    const limit = add("aws:iam/policy:Policy", names.boundary, {
      name: boundaryName,
      path,
      policy: textOf(boundary),
    });
    const created = add(
      "aws:iam/role:Role",
      names.role,
      { name, path, assumeRolePolicy: textOf(trustPolicy), permissionsBoundary: unknown },
      { permissionsBoundary: limit },
    );
    return [limit, created, ...permissionsOf(role, { created, path, add })];
  });
}

interface Created {
  readonly created: StackResource;
  readonly path: string;
  readonly add: Add;
}

function permissionsOf(role: RolePlan, { created, path, add }: Created): readonly StackResource[] {
  const names = roleNames(componentNames.identity, role.key);
  const own = role.policy === undefined ? [] : [{ role: unknown, policy: textOf(role.policy) }];
  const attached = role.attached.flatMap(({ name, document }, index) => {
    const policy = add("aws:iam/policy:Policy", names.attached(index), {
      name,
      path,
      policy: textOf(document),
    });
    const attachment = add(
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      names.attached(index),
      { role: unknown, policyArn: unknown },
      { role: created, policyArn: policy },
    );
    return [policy, attachment];
  });
  return [
    ...own.map((properties) =>
      add("aws:iam/rolePolicy:RolePolicy", names.role, properties, { role: created }),
    ),
    ...attached,
  ];
}

function secrets({ secrets: plan }: EstatePlan, keys: Keys, add: Add): readonly StackResource[] {
  const functions = plan.rotationFunctions.map(({ service, name }) =>
    add("aws:lambda/function:Function", `secrets-${service}-rotation`, { name }),
  );
  const ofSecrets = plan.secrets.flatMap(({ key, name, encryptionKey, policy }) => {
    const secret = add(
      "aws:secretsmanager/secret:Secret",
      `secrets-${key}`,
      { name, kmsKeyId: unknown },
      { kmsKeyId: keyIn(keys, encryptionKey) },
    );
    const attached = add(
      "aws:secretsmanager/secretPolicy:SecretPolicy",
      `secrets-${key}`,
      { secretArn: unknown, policy: textOf(policy) },
      { secretArn: secret },
    );
    return [secret, attached];
  });
  return [...functions, ...ofSecrets];
}

function governance({ governance: plan }: EstatePlan, keys: Keys, add: Add) {
  const key = keyIn(keys, logicalNames.estateKey("governance"));
  const { deadLetters, name } = plan.function;
  const queue = add(
    "aws:sqs/queue:Queue",
    "governance-dead-letters",
    { name: deadLetters.name, kmsMasterKeyId: unknown },
    { kmsMasterKeyId: key },
  );
  return [
    add("aws:lambda/function:Function", "governance-function", { name }),
    add(
      "aws:dynamodb/table:Table",
      "governance-table",
      { name: plan.table.name, serverSideEncryption: { enabled: true, kmsKeyArn: unknown } },
      { serverSideEncryption: key },
    ),
    queue,
    add(
      "aws:sqs/queuePolicy:QueuePolicy",
      "governance-dead-letters",
      { queueUrl: unknown, policy: textOf(deadLetters.policy) },
      { queueUrl: queue },
    ),
  ];
}

function records({ auditTrail, evidence }: EstatePlan, keys: Keys, add: Add) {
  const bucket = (
    name: string,
    purpose: "trail" | "evidence",
    { bucket: physical, policy }: Pick<EstatePlan["evidence"], "bucket" | "policy">,
  ) => {
    const created = add("aws:s3/bucket:Bucket", name, { bucket: physical });
    return [
      created,
      add(
        "aws:s3/bucketPolicy:BucketPolicy",
        name,
        { bucket: unknown, policy: textOf(policy) },
        { bucket: created },
      ),
      add(
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        name,
        {
          bucket: unknown,
          rules: [
            {
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: "aws:kms",
                kmsMasterKeyId: unknown,
              },
            },
          ],
        },
        { bucket: created, rules: keyIn(keys, logicalNames.estateKey(purpose)) },
      ),
    ];
  };
  return [
    ...bucket("audit-bucket", "trail", { ...auditTrail, policy: auditTrail.bucketPolicy }),
    ...bucket("evidence-bucket", "evidence", evidence),
  ];
}

function alerts({ alerts: plan }: EstatePlan, keys: Keys, add: Add): readonly StackResource[] {
  const key = keyIn(keys, logicalNames.estateKey("alerts"));
  const encrypted = (type: string, logicalName: string, name: string) =>
    add(type, logicalName, { name, kmsMasterKeyId: unknown }, { kmsMasterKeyId: key });
  const topic = encrypted("aws:sns/topic:Topic", "alerts-topic", plan.name);
  const queue = encrypted("aws:sqs/queue:Queue", "alerts-dead-letters", plan.deadLetters.name);
  return [
    topic,
    add(
      "aws:sns/topicPolicy:TopicPolicy",
      "alerts-topic",
      { arn: unknown, policy: textOf(plan.policy) },
      { arn: topic },
    ),
    queue,
    add(
      "aws:sqs/queuePolicy:QueuePolicy",
      "alerts-dead-letters",
      { queueUrl: unknown, policy: textOf(plan.deadLetters.policy) },
      { queueUrl: queue },
    ),
  ];
}

function response({ response: plan, auditReview }: EstatePlan, keys: Keys, add: Add) {
  return [
    add("aws:lambda/function:Function", "incident-containment", { name: plan.function.name }),
    add("aws:lambda/function:Function", "audit-review-function", { name: auditReview.name }),
    add(
      "aws:sfn/stateMachine:StateMachine",
      "incident-workflow",
      { name: plan.workflow.name, encryptionConfiguration: { kmsKeyId: unknown } },
      { encryptionConfiguration: keyIn(keys, logicalNames.estateKey("evidence")) },
    ),
  ];
}

function mesh({ mesh: plan }: EstatePlan, add: Add): readonly StackResource[] {
  if (plan.backend !== "vpc-lattice") return [];
  const authType = "AWS_IAM";
  const network = add("aws:vpclattice/serviceNetwork:ServiceNetwork", "mesh-network", {
    name: plan.name,
    authType,
  });
  const policy = (name: string, of: StackResource, document: PolicyDocument) =>
    add(
      "aws:vpclattice/authPolicy:AuthPolicy",
      `mesh-authorization-${name}`,
      { resourceIdentifier: unknown, policy: textOf(document) },
      { resourceIdentifier: of },
    );
  const services = plan.services.flatMap(({ service, logicalName, name, authPolicy }) => {
    const created = add("aws:vpclattice/service:Service", logicalName, { name, authType });
    const association = add(
      "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
      logicalName,
      { serviceIdentifier: unknown, serviceNetworkIdentifier: unknown },
      { serviceIdentifier: created, serviceNetworkIdentifier: network },
    );
    return [created, association, policy(service, created, authPolicy)];
  });
  return [network, policy("network", network, plan.authPolicy), ...services];
}

function contractOf(plan: EstatePlan): Properties {
  const members: Record<string, Record<string, string[]>> = {};
  const own = (service: string | undefined, kind: string, name: string): void => {
    if (service === undefined) return;
    const kinds = (members[service] ??= {});
    (kinds[kind] ??= []).push(name);
  };
  for (const { service, key } of plan.identity.roles) {
    own(service, "roles", roleNames(componentNames.identity, key).role);
  }
  for (const { service, logicalName } of plan.keys.keys) own(service, "keys", logicalName);
  for (const { service, key } of plan.secrets.secrets) own(service, "secrets", `secrets-${key}`);
  for (const { service } of plan.secrets.rotationFunctions) {
    own(service, "functions", `secrets-${service}-rotation`);
  }
  const { mesh: meshPlan } = plan;
  const services = meshPlan.backend === "vpc-lattice" ? meshPlan.services : [];
  for (const { service, logicalName } of services) own(service, "services", logicalName);
  const contract: unknown = {
    contract: 1,
    documents: plan.identity.documents,
    members,
    edges: meshPlan.edges,
  };
  return { zeroTrust: JSON.parse(JSON.stringify(contract)) as Value };
}
