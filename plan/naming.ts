import type { Environment } from "./environment";

/** Names and ARNs of everything the estate names itself: one place, so that documents can name what does not exist yet. */
export type Names = ReturnType<typeof namesFor>;

/**
 * Physical names and deterministic ARNs of a stack. Names carry project and stack, so that several
 * stacks can share an account; AWS length limits are checked by `checkNameLimits` before anything is planned.
 */
export function namesFor(environment: Environment) {
  const { project, stack, partition, region, accountId } = environment;
  const prefix = `${project}-${stack}`;
  const rolePath = `/${project}/${stack}/`;
  const arn = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
  const name = (...parts: readonly string[]) => [prefix, ...parts].join("-");
  return {
    /** `<project>-<stack>`, the start of every physical name. */
    prefix,
    /** IAM path of every role and policy of the stack. */
    rolePath,
    /** Physical name: prefix and parts joined by hyphens. */
    name,
    /** Regional ARN in this account. */
    arn,
    /** ARN of a service-owned resource without account, for example `arn:aws:s3:::bucket`. */
    bucketArn: (bucket: string) => `arn:${partition}:s3:::${bucket}`,
    /** ARN of a role of this stack. */
    roleArn: (roleName: string) => `arn:${partition}:iam::${accountId}:role${rolePath}${roleName}`,
    /** ARN of the account root: in a key policy it delegates to IAM. */
    accountRootArn: `arn:${partition}:iam::${accountId}:root`,
    taskRole: (service: string) => name(service, "task"),
    executionRole: (service: string) => name(service, "execution"),
    /** Role a caller assumes to use one edge. */
    accessRole: (from: string, to: string) => name(from, "to", to),
    /** Secret name, `/`-separated so that people can browse it. */
    secret: (service: string, secret: string) => `${project}/${stack}/${service}/${secret}`,
    /** ARN pattern of a secret: AWS appends a hyphen and six characters. */
    secretArn: (service: string, secret: string) =>
      arn("secretsmanager", `secret:${project}/${stack}/${service}/${secret}-??????`),
    /** Function (and role) that rotates the secrets of one service. */
    rotationFunction: (service: string) => name(service, "rotation"),
    rotationFunctionArn: (service: string) =>
      arn("lambda", `function:${name(service, "rotation")}`),
    /** Roles that people assume, by what they come for. */
    personRole: (purpose: "reader" | "responder" | "break-glass") => name(purpose),
    /** Role of the pipeline that builds or releases a service. */
    pipelineRole: (service: string, job: "build" | "release") => name(service, job),
    /** ARN of an OpenID Connect provider, of which an account has one for each URL. */
    oidcProviderArn: (issuer: string) =>
      `arn:${partition}:iam::${accountId}:oidc-provider/${issuer.replace("https://", "")}`,
    flowLogRole: name("flow-log"),
    trailRole: name("trail"),
    /** Log groups of the estate by what writes to them; every one is declared before its writer. */
    logGroups: {
      service: (service: string) => `/${project}/${stack}/${service}`,
      rotation: (service: string) => `/${project}/${stack}/${service}-rotation`,
      governance: `/${project}/${stack}/governance`,
      flow: `/${project}/${stack}/vpc-flow`,
      trail: `/${project}/${stack}/trail`,
      containment: `/${project}/${stack}/containment`,
      incident: `/${project}/${stack}/incident`,
      accessReview: `/${project}/${stack}/access-review`,
      meshAccess: `/${project}/${stack}/mesh-access`,
    },
    /** Namespace of the metrics that are counted from the estate's logs. */
    securityMetrics: `${project}/${stack}/security`,
    /** ARN of a log group, without the trailing `:*`. */
    logGroupArn: (logGroup: string) => arn("logs", `log-group:${logGroup}`),
    ...auditNames(environment, { name, arn }),
    ...responseNames({ name, arn }),
    /** Function (and role, table and queue) that decides calls. */
    governance: name("governance"),
    governanceFunctionArn: arn("lambda", `function:${name("governance")}`),
    /** ARN of the one alias that a caller may invoke governance through. */
    governanceAliasArn: (caller: string) =>
      arn("lambda", `function:${name("governance")}:${caller}`),
    governanceTableArn: arn("dynamodb", `table/${name("governance")}`),
    governanceQueueArn: arn("sqs", name("governance")),
    /** Signed code of the governance function. Bucket names are global. */
    artefactBucket: name("artefacts", accountId, region),
    /** Who fetched or replaced that code. */
    accessLogBucket: name("access", accountId, region),
    /** AWS Signer accepts letters, digits and underscores. */
    signingProfile: name("governance").replaceAll("-", "_"),
    /** Image repository that a service's tasks are pulled from. */
    repositoryArn: (service: string) => arn("ecr", `repository/${project}/${service}`),
  } as const;
}

/** How the parts of names become one. */
interface Makers {
  readonly name: (...parts: readonly string[]) => string;
  readonly arn: (service: string, resource: string) => string;
}

// What keeps records, and what tells people.
function auditNames({ accountId, region }: Environment, { name, arn }: Makers) {
  return {
    trail: name("trail"),
    trailArn: arn("cloudtrail", `trail/${name("trail")}`),
    /** Bucket names are global: account and Region make them unique. */
    trailBucket: name("trail", accountId, region),
    alertTopic: name("alerts"),
    alertTopicArn: arn("sns", name("alerts")),
    /** Where alerts and findings end that nobody could be told of. */
    alertQueue: name("alerts-dead-letters"),
    alertQueueArn: arn("sqs", name("alerts-dead-letters")),
    /** Records of incidents and reviews. Bucket names are global. */
    evidenceBucket: name("evidence", accountId, region),
    /** Glue database and table over the trail's bucket: Athena takes letters, digits and underscores. */
    archiveDatabase: name("audit").replaceAll("-", "_"),
    archiveTable: "cloudtrail",
    /** Athena workgroup that they are queried in. */
    archiveWorkgroup: name("audit"),
    /** Who read or wrote those records. No longer than the longest bucket: AWS allows 63 characters. */
    evidenceAccessBucket: name("witness", accountId, region),
    /** Histories and snapshots of resources, as AWS Config delivers them. */
    configurationBucket: name("config", accountId, region),
  } as const;
}

// What answers incidents and reviews access.
function responseNames({ name, arn }: Makers) {
  return {
    /** Function (and role) that contains a service and releases it. */
    containment: name("containment"),
    containmentFunctionArn: arn("lambda", `function:${name("containment")}`),
    /** Workflow (and role) that takes an incident from finding to lessons learned. */
    incidentWorkflow: name("incident"),
    incidentWorkflowArn: arn("states", `stateMachine:${name("incident")}`),
    /** Role that starts the workflow with what EventBridge forwards. */
    incidentStartRole: name("incident-start"),
    /** Function (and role) that reviews who accessed what. */
    accessReview: name("access-review"),
    accessReviewFunctionArn: arn("lambda", `function:${name("access-review")}`),
  } as const;
}

/**
 * Logical names of resources that documents refer to because AWS chooses their ARN. The component that
 * creates such a resource uses the same function, so a reference can never point elsewhere.
 */
export const logicalNames = {
  /** Key of a service: `data` for its own data, `secrets` for its secrets. */
  serviceKey: (service: string, purpose: "data" | "secrets") => `keys-${service}-${purpose}`,
  /** Key of the estate: audit logs, the trail's bucket, alerts, records of incidents and reviews, state of governance. */
  estateKey: (purpose: "logs" | "trail" | "alerts" | "evidence" | "governance" | "relay") =>
    `keys-${purpose}`,
  /** Key that receipts are traced back to; a new generation replaces an old one. */
  receiptKey: (generation: number) => `keys-receipts-${String(generation)}`,
  /** Security group by its key. */
  securityGroup: (key: string) => `security-groups-${key}`,
  /** VPC Lattice service of a callee. */
  latticeService: (service: string) => `mesh-${service}`,
} as const;
