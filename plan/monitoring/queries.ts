import type { PlanContext } from "../context";
import { flowLogFields } from "../network/flow-log-format";

/** A saved query of CloudWatch Logs Insights. */
export interface QueryPlan {
  /** Stable key of its logical name. */
  readonly key: string;
  /** Name in the console; what stands before a slash is a folder. */
  readonly name: string;
  /** Names of the log groups that it reads. */
  readonly logGroups: readonly string[];
  /** The query. */
  readonly text: string;
}

/** The queries that reviews of access start from. */
export interface QueriesPlan {
  /** The queries. */
  readonly queries: readonly QueryPlan[];
}

/** Log groups that a query reads at most (CloudWatch Logs API Reference, "StartQuery"). */
const maxLogGroups = 50;

/** Plans a saved query for each question of an access review, on the log groups that answer it. */
export function planQueries(context: PlanContext): QueriesPlan {
  const { config, environment, names } = context;
  const { logGroups } = names;
  const folder = `${environment.project}/${environment.stack}`;
  const query = (
    key: string,
    groups: readonly string[],
    commands: readonly string[],
  ): QueryPlan => ({
    key,
    name: `${folder}/${key}`,
    logGroups: groups,
    text: commands.join("\n| "),
  });
  const ofServices = inParts(Object.keys(config.services).map(logGroups.service)).map(
    (groups, part) =>
      query(
        part === 0 ? "refused-requests" : `refused-requests-${String(part + 1)}`,
        groups,
        refusedRequests,
      ),
  );
  const ofMesh =
    config.mesh.backend === "vpc-lattice"
      ? [query("refused-by-mesh", [logGroups.meshAccess], refusedByMesh)]
      : [];
  return {
    queries: [
      ...Object.entries(trailQueries).map(([key, commands]) =>
        query(key, [logGroups.trail], commands),
      ),
      query("denied-governance-decisions", [logGroups.governance], deniedDecisions),
      ...ofServices,
      ...ofMesh,
      query("rejected-flows", [logGroups.flow], rejectedFlows),
    ],
  };
}

function inParts(groups: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(groups.length / maxLogGroups);
  return Array.from({ length: count }, (_, part) =>
    groups.slice(part * maxLogGroups, (part + 1) * maxLogGroups),
  );
}

// The role, and not its session: sessions are many, and a review asks who is behind them.
const actor =
  "coalesce(userIdentity.sessionContext.sessionIssuer.arn, userIdentity.arn, userIdentity.invokedBy) as actor";

const trailQueries = {
  "secret-readers": [
    `fields ${actor}, requestParameters.secretId as secret`,
    'filter eventSource = "secretsmanager.amazonaws.com" and eventName in ["GetSecretValue", "BatchGetSecretValue"]',
    "stats count(*) as calls, count(errorCode) as failed, max(eventTime) as latest by actor, secret, eventName",
    "sort calls desc",
  ],
  "key-users": [
    `fields ${actor}, coalesce(resources.0.ARN, requestParameters.keyId) as usedKey`,
    'filter eventSource = "kms.amazonaws.com" and eventName in ["Decrypt", "Encrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "ReEncrypt", "Sign", "CreateGrant"]',
    "stats count(*) as calls, count(errorCode) as failed, max(eventTime) as latest by actor, usedKey, eventName",
    "sort calls desc",
  ],
  "iam-changes": [
    `fields eventTime, eventName, ${actor}, requestParameters.roleName, requestParameters.userName, requestParameters.policyArn, requestParameters.policyName, sourceIPAddress, errorCode`,
    'filter eventSource = "iam.amazonaws.com" and eventName not like /^(Get|List|Simulate|Generate)/',
    "sort eventTime desc",
  ],
  "refused-api-calls": [
    `fields ${actor}`,
    "filter errorCode like /UnauthorizedOperation|AccessDenied/",
    "stats count(*) as calls, max(eventTime) as latest by actor, eventSource, eventName, sourceIPAddress",
    "sort calls desc",
  ],
  "root-use": [
    "fields eventTime, eventSource, eventName, sourceIPAddress, userAgent, errorCode",
    'filter userIdentity.type = "Root" and not ispresent(userIdentity.invokedBy) and eventType != "AwsServiceEvent"',
    "sort eventTime desc",
  ],
} as const;

const deniedDecisions = [
  "fields @timestamp, decision, reason, caller, callee, intent, operation, decision_id, correlation_id",
  'filter event_type = "governance.decision" and decision in ["deny", "error"]',
  "sort @timestamp desc",
];

const refusedRequests = [
  "fields @timestamp, service, event_type, decision, reason, caller, operation, decision_id, correlation_id",
  'filter event_type in ["request.verified", "call.completed"] and decision in ["deny", "error"]',
  "sort @timestamp desc",
];

const refusedByMesh = [
  "fields @timestamp, requestMethod, requestPath, responseCode, authDeniedReason, callerPrincipal, sourceIpPort, serviceArn",
  "filter responseCode = 403",
  "sort @timestamp desc",
];

const flowNames = flowLogFields.map((field) =>
  field.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
);

// CloudWatch discovers the fields of the default format alone (CloudWatch Logs User Guide, "Supported logs and
// discovered fields"); ours has more.
const rejectedFlows = [
  `parse @message "${flowNames.map(() => "*").join(" ")}" as ${flowNames.join(", ")}`,
  'filter action = "REJECT"',
  "stats sum(packets) as rejectedPackets, count(*) as flows by pktSrcaddr, pktDstaddr, dstport, protocol, flowDirection",
  "sort rejectedPackets desc",
];
