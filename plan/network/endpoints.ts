import { agentRepositories, sendTelemetry } from "../account-baseline/runtime-agent";
import type { PlanContext } from "../context";
import type { DeclaredDocument, PolicyDocument, Statement } from "../document";
import { policyDocument } from "../document";
import { calleesOf, callersOf } from "../governance/parties";
import { modelAction, resourcesOf } from "../identity/models";
import { logicalNames } from "../naming";
import { administratorSecrets, servicesRotatedInVpc } from "../secrets/rotation";

/** An interface endpoint: a private way to one AWS service. */
export interface EndpointPlan {
  /** Stable key: the service's short name with hyphens, for example `ecr-api`. */
  readonly key: string;
  /** Full service name, for example `com.amazonaws.us-east-1.ecr.api`. */
  readonly serviceName: string;
  /** What may be done through the endpoint, and by whom. */
  readonly policy: PolicyDocument;
  /** Whether private DNS must serve clients in the VPC and not only inbound resolvers (S3 only). */
  readonly servesS3: boolean;
  /** Whether the service's public name leads to the endpoint inside the VPC; DynamoDB's cannot. */
  readonly privateDns: boolean;
  /** Name tag and the estate's tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** All endpoints, and the documents whose ARNs are not known before keys exist. */
export interface EndpointsPlan {
  /** The endpoints. */
  readonly endpoints: readonly EndpointPlan[];
  /** Documents that refer to keys. */
  readonly documents: readonly DeclaredDocument[];
}

/** Logical name of an endpoint below the component named `component`. */
export const endpointName = (component: string, key: string): string => `${component}-${key}`;

/** The endpoints that declared use needs (NET-21): images, logs, credentials, secrets, keys, governance with its table, models, and GuardDuty's agent. */
export function planEndpoints(context: PlanContext, component: string): EndpointsPlan {
  const { environment, tags, names } = context;
  const statements: Readonly<Record<string, readonly Statement[]>> = {
    "ecr.api": imageStatements(context),
    "ecr.dkr": imageStatements(context),
    s3: layerStatements(context),
    logs: logStatements(context),
    sts: accessRoleStatements(context),
    ...secretStatements(context),
    kms: keyStatements(context),
    lambda: governanceStatements(context),
    dynamodb: tableStatements(context),
    "bedrock-runtime": modelStatements(context),
    "guardduty-data": telemetryStatements(context),
  };
  const used = Object.entries(statements).filter(([, list]) => list.length > 0);
  const endpoints = used.map(([service, list]) => ({
    key: service.replaceAll(".", "-"),
    serviceName: `com.amazonaws.${environment.region}.${service}`,
    policy: policyDocument(list),
    servesS3: service === "s3",
    // "AWS PrivateLink for DynamoDB" offers no private DNS: clients are given the endpoint's own name.
    privateDns: service !== "dynamodb",
    tags: { ...tags, Name: names.name(service.replaceAll(".", "-")) },
  }));
  const documents = endpoints
    .filter(({ key }) => key === "kms")
    .map(
      ({ key, policy }): DeclaredDocument => ({
        id: key,
        kind: "endpoint",
        target: endpointName(component, key),
        property: "policy",
        statements: policy.Statement,
      }),
    );
  return { endpoints, documents };
}

/** A statement for anybody of our own account: nobody else's credentials work through the endpoint. */
function ownAccount(
  { environment }: PlanContext,
  statement: Pick<Statement, "Sid" | "Action" | "Resource">,
): Statement {
  return {
    ...statement,
    Effect: "Allow",
    Principal: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": environment.accountId } },
  };
}

const imageActions = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:GetDownloadUrlForLayer",
];

function imageStatements(context: PlanContext): readonly Statement[] {
  const repositories = Object.keys(context.config.services).map(context.names.repositoryArn);
  if (repositories.length === 0) return [];
  const pulled = [...repositories, ...agentRepositories(context)];
  return [
    // AWS accepts no resource for this action.
    ownAccount(context, { Sid: "Login", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] }),
    ownAccount(context, { Sid: "PullImages", Action: imageActions, Resource: pulled }),
  ];
}

// GuardDuty would make an endpoint by itself, in a security group that no task may call. Source of the action:
// GuardDuty User Guide, "Reviewing runtime coverage statistics and troubleshooting issues".
function telemetryStatements(context: PlanContext): readonly Statement[] {
  const hasAgents =
    Object.keys(context.config.services).length > 0 && agentRepositories(context).length > 0;
  return hasAgents ? [ownAccount(context, sendTelemetry)] : [];
}

// Image layers come by presigned URL of an account of AWS: no condition on our account may apply (NET-22).
function layerStatements({ config, environment }: PlanContext): readonly Statement[] {
  if (Object.keys(config.services).length === 0) return [];
  const bucket = `prod-${environment.region}-starport-layer-bucket`;
  return [
    {
      Sid: "PullLayers",
      Effect: "Allow",
      Principal: "*",
      Action: ["s3:GetObject"],
      Resource: [`arn:${environment.partition}:s3:::${bucket}/*`],
    },
  ];
}

function logStatements(context: PlanContext): readonly Statement[] {
  const { names, config } = context;
  const streams = Object.keys(config.services).map(
    (service) => `${names.logGroupArn(names.logGroups.service(service))}:*`,
  );
  if (streams.length === 0) return [];
  const actions = ["logs:CreateLogStream", "logs:PutLogEvents"];
  return [ownAccount(context, { Sid: "WriteLogs", Action: actions, Resource: streams })];
}

function accessRoleStatements(context: PlanContext): readonly Statement[] {
  const { names, config } = context;
  if (config.mesh.backend !== "vpc-lattice") return [];
  const roles = config.edges.map(({ from, to }) => names.roleArn(names.accessRole(from, to)));
  if (roles.length === 0) return [];
  const actions = ["sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession"];
  return [ownAccount(context, { Sid: "AssumeAccessRoles", Action: actions, Resource: roles })];
}

function secretStatements(context: PlanContext): Readonly<Record<string, readonly Statement[]>> {
  const { names, config } = context;
  const secrets = Object.entries(config.services).flatMap(([service, { secrets: own }]) =>
    own.map((secret) => names.secretArn(service, secret)),
  );
  if (secrets.length === 0) return {};
  const actions = ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"];
  const statement = { Sid: "ReadSecrets", Action: actions, Resource: secrets };
  return { secretsmanager: [ownAccount(context, statement), ...rotationStatements(context)] };
}

// Each rotation function with its own secrets: what it may change, and whose password it may use to do so.
function rotationStatements(context: PlanContext): readonly Statement[] {
  const { config, environment, names } = context;
  return servicesRotatedInVpc(config).flatMap((service, index) => {
    const allow = (
      sid: string,
      Action: readonly string[],
      Resource: readonly string[],
    ): Statement => ({
      Sid: `${sid}${String(index + 1)}`,
      Effect: "Allow",
      Principal: "*",
      Action,
      Resource,
      Condition: {
        StringEquals: { "aws:PrincipalAccount": environment.accountId },
        ArnEquals: { "aws:PrincipalArn": [names.roleArn(names.rotationFunction(service))] },
      },
    });
    const own = (config.services[service]?.secrets ?? []).map((secret) =>
      names.secretArn(service, secret),
    );
    const administrators = administratorSecrets(config, service).map(({ secretArn }) => secretArn);
    return [
      allow("RotateSecrets", rotationActions, own),
      // AWS accepts no resource for this action.
      allow("Generate", ["secretsmanager:GetRandomPassword"], ["*"]),
      ...(administrators.length === 0
        ? []
        : [allow("ReadAdministrators", ["secretsmanager:GetSecretValue"], administrators)]),
    ];
  });
}

const rotationActions = [
  "secretsmanager:PutSecretValue",
  "secretsmanager:UpdateSecretVersionStage",
];

function keyStatements(context: PlanContext): readonly Statement[] {
  const keys = Object.keys(context.config.services).map((service) => ({
    ref: logicalNames.serviceKey(service, "data"),
  }));
  if (keys.length === 0) return [];
  const actions = ["kms:Decrypt", "kms:GenerateDataKey"];
  return [ownAccount(context, { Sid: "UseDataKeys", Action: actions, Resource: keys })];
}

function governanceStatements(context: PlanContext): readonly Statement[] {
  const aliases = callersOf(context).map(context.names.governanceAliasArn);
  if (aliases.length === 0) return [];
  const actions = ["lambda:InvokeFunction"];
  return [ownAccount(context, { Sid: "AskGovernance", Action: actions, Resource: aliases })];
}

function tableStatements(context: PlanContext): readonly Statement[] {
  if (calleesOf(context).length === 0) return [];
  const actions = ["dynamodb:GetItem", "dynamodb:PutItem"];
  const table = [context.names.governanceTableArn];
  return [ownAccount(context, { Sid: "VerifyReceipts", Action: actions, Resource: table })];
}

// Each service with its own models: the endpoint is no way to those of another.
function modelStatements({ config, names, environment }: PlanContext): readonly Statement[] {
  return Object.entries(config.services)
    .filter(([, { models }]) => models.length > 0)
    .map(([service, { models }], index) => ({
      Sid: `AskModels${String(index + 1)}`,
      Effect: "Allow",
      Principal: "*",
      Action: [modelAction],
      Resource: [...new Set(models.flatMap(resourcesOf))],
      Condition: {
        StringEquals: { "aws:PrincipalAccount": environment.accountId },
        ArnEquals: { "aws:PrincipalArn": [names.roleArn(names.taskRole(service))] },
      },
    }));
}
