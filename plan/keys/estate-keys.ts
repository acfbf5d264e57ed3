import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";
import { readerArns, recordReaderArns } from "../identity/readers";
import { forAccount, statementsOfDeployers, via } from "./deployers";
import { variablesStatement } from "./variables";

/** CloudWatch Logs encrypts the stack's log groups, and no others (KMS-68). */
export function logsKeyStatements({ environment, names }: PlanContext): readonly Statement[] {
  const groups = names.logGroupArn(`/${environment.project}/${environment.stack}/*`);
  return [
    {
      Sid: "EncryptLogGroups",
      Effect: "Allow",
      Principal: { Service: [`logs.${environment.region}.amazonaws.com`] },
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
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": groups } },
    },
  ];
}

/** CloudTrail encrypts what it delivers for this trail (KMS-69), and people who read evidence decrypt it. */
export function trailKeyStatements(context: PlanContext): readonly Statement[] {
  const { environment, names } = context;
  const trails = `arn:${environment.partition}:cloudtrail:*:${environment.accountId}:trail/*`;
  const cloudTrail = { Service: ["cloudtrail.amazonaws.com"] };
  const fromTrail = { "aws:SourceArn": names.trailArn };
  return [
    {
      Sid: "EncryptTrail",
      Effect: "Allow",
      Principal: cloudTrail,
      Action: ["kms:GenerateDataKey"],
      Resource: ["*"],
      Condition: {
        StringEquals: fromTrail,
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails },
      },
    },
    {
      Sid: "DescribeForTrail",
      Effect: "Allow",
      Principal: cloudTrail,
      Action: ["kms:DescribeKey"],
      Resource: ["*"],
      Condition: { StringEquals: fromTrail },
    },
    ...byReaders(context, "ReadArchive", {
      actions: ["kms:Decrypt"],
      condition: {
        StringEquals: via(context, "s3"),
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails },
      },
    }),
  ];
}

interface Reading {
  readonly roles?: readonly string[];
  readonly actions: readonly string[];
  readonly condition: Conditions;
}

function byReaders(
  context: PlanContext,
  Sid: string,
  { roles = readerArns(context), actions, condition }: Reading,
): readonly Statement[] {
  if (roles.length === 0) return [];
  return [
    {
      ...forAccount(context.names.accountRootArn, Sid, actions),
      Condition: { ...condition, ArnEquals: { "aws:PrincipalArn": roles } },
    },
  ];
}

/**
 * Every publisher of the encrypted alert topic needs the key, and so does whoever sends to the queue behind it; without
 * it alerts vanish silently (KMS-70, LOG-90).
 */
export function alertsKeyStatements(context: PlanContext): readonly Statement[] {
  const { environment, names } = context;
  const publisher = (Sid: string, service: string, Condition: Conditions): Statement => ({
    Sid,
    Effect: "Allow",
    Principal: { Service: [service] },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: ["*"],
    Condition,
  });
  return [
    publisher("PublishAlarms", "cloudwatch.amazonaws.com", {
      StringEquals: { "aws:SourceAccount": environment.accountId },
      ArnLike: { "aws:SourceArn": names.arn("cloudwatch", `alarm:${names.prefix}-*`) },
    }),
    // EventBridge sends no source keys with its KMS calls (SNS Developer Guide, "Managing encryption keys"); the
    // topic in the encryption context limits what it may encrypt.
    publisher("PublishEvents", "events.amazonaws.com", {
      StringEquals: { "kms:EncryptionContext:aws:sns:topicArn": names.alertTopicArn },
    }),
    // Both send to the queue in their own names; the queue in the encryption context limits what they may encrypt.
    publisher("KeepUnsentEvents", "events.amazonaws.com", inQueue(names.alertQueueArn)),
    publisher("KeepUndeliveredAlerts", "sns.amazonaws.com", inQueue(names.alertQueueArn)),
    {
      ...forAccount(names.accountRootArn, "PublishIncidents", [
        "kms:Decrypt",
        "kms:GenerateDataKey",
      ]),
      Condition: {
        StringEquals: topicConditions(context),
        ArnEquals: { "aws:PrincipalArn": [names.roleArn(names.incidentWorkflow)] },
      },
    },
    ...reviewStatements(context),
  ];
}

// The review of accesses tells the topic, and Lambda puts its failed runs into the queue as its role.
function reviewStatements(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const byReview = (Sid: string, conditions: Conditions[string]): Statement => ({
    ...forAccount(names.accountRootArn, Sid, ["kms:Decrypt", "kms:GenerateDataKey"]),
    Condition: {
      StringEquals: conditions,
      ArnEquals: { "aws:PrincipalArn": [names.roleArn(names.accessReview)] },
    },
  });
  return [
    byReview("PublishReviews", topicConditions(context)),
    byReview("KeepFailedReviews", queueConditions(context)),
  ];
}

/** EventBridge encrypts what its rules in another Region could not send on, for that one queue. */
export const relayKeyStatements = (queueArn: string): readonly Statement[] => [
  {
    Sid: "KeepUnsentEvents",
    Effect: "Allow",
    Principal: { Service: ["events.amazonaws.com"] },
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: ["*"],
    Condition: inQueue(queueArn),
  },
];

const inQueue = (queueArn: string): Conditions => ({
  StringEquals: { "kms:EncryptionContext:aws:sqs:arn": queueArn },
});

/** The conditions under which SNS uses the key for a role: for the alert topic alone. */
export const topicConditions = (context: PlanContext) => ({
  ...via(context, "sns"),
  "kms:EncryptionContext:aws:sns:topicArn": context.names.alertTopicArn,
});

/** The conditions under which SQS uses the key for a role: for the queue of alerts alone. */
export const queueConditions = (context: PlanContext) => ({
  ...via(context, "sqs"),
  "kms:EncryptionContext:aws:sqs:arn": context.names.alertQueueArn,
});

/** The functions that record incidents and reviews write and read their bucket, and decrypt their own variables. */
export function evidenceKeyStatements(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const { accountRootArn } = names;
  const writers = [names.containment, names.accessReview].map(names.roleArn);
  const variables = (name: string, functionArn: string): Statement => ({
    ...variablesStatement({ accountRootArn, roleArn: names.roleArn(name), functionArn }),
    Sid: `DecryptVariables${name === names.containment ? "Containment" : "AccessReview"}`,
  });
  return [
    {
      ...forAccount(accountRootArn, "KeepEvidence", ["kms:Decrypt", "kms:GenerateDataKey"]),
      Condition: {
        StringEquals: {
          ...via(context, "s3"),
          "kms:EncryptionContext:aws:s3:arn": names.bucketArn(names.evidenceBucket),
        },
        ArnEquals: { "aws:PrincipalArn": writers },
      },
    },
    ...resultsKeyStatements(context),
    ...byReaders(context, "ReadEvidence", {
      roles: recordReaderArns(context),
      actions: ["kms:Decrypt"],
      condition: {
        StringEquals: {
          ...via(context, "s3"),
          "kms:EncryptionContext:aws:s3:arn": names.bucketArn(names.evidenceBucket),
        },
      },
    }),
    ...incidentStatements(context),
    variables(names.containment, names.containmentFunctionArn),
    variables(names.accessReview, names.accessReviewFunctionArn),
    ...statementsOfDeployers(context, {
      actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
      through: ["lambda", "states"],
      grantsTo: ["lambda"],
    }),
  ];
}

// What executions hold, and what of it is logged (AWS Step Functions Developer Guide, "Data at rest encryption in Step
// Functions").
function incidentStatements(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const { accountRootArn } = names;
  return [
    {
      ...forAccount(accountRootArn, "KeepIncidents", ["kms:Decrypt", "kms:GenerateDataKey"]),
      Condition: {
        StringEquals: incidentConditions(context),
        ArnEquals: {
          "aws:PrincipalArn": [names.incidentWorkflow, ...responder(context)].map(names.roleArn),
        },
      },
    },
    {
      ...forAccount(accountRootArn, "LogIncidents", ["kms:GenerateDataKey"]),
      Condition: {
        StringLike: incidentLogConditions(context),
        ArnEquals: { "aws:PrincipalArn": [names.roleArn(names.incidentWorkflow)] },
      },
    },
    {
      Sid: "DeliverIncidentLogs",
      Effect: "Allow",
      Principal: { Service: ["delivery.logs.amazonaws.com"] },
      Action: ["kms:Decrypt"],
      Resource: ["*"],
      Condition: {
        StringEquals: { "aws:SourceAccount": context.environment.accountId },
        StringLike: incidentLogConditions(context),
      },
    },
  ];
}

/** The conditions under which Step Functions uses the key: for executions of the workflow of incidents. */
export const incidentConditions = ({ names }: PlanContext) => ({
  "kms:EncryptionContext:aws:states:stateMachineArn": names.incidentWorkflowArn,
});

/** The conditions under which it hands what it logs to CloudWatch's log delivery. */
export const incidentLogConditions = ({ names }: PlanContext) => ({
  "kms:EncryptionContext:SourceArn": names.arn("logs", "*"),
});

const responder = ({ config, names }: PlanContext): readonly string[] =>
  config.identity.people.responders.length === 0 ? [] : [names.personRole("responder")];

// Athena encrypts results with the key for the workgroup, and for whoever queries (Athena User Guide, "Managed query
// results").
function resultsKeyStatements(context: PlanContext): readonly Statement[] {
  const { environment, names } = context;
  const workgroup = names.arn("athena", `workgroup/${names.archiveWorkgroup}`);
  return [
    {
      Sid: "EncryptResults",
      Effect: "Allow",
      Principal: { Service: ["encryption.athena.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
      Resource: ["*"],
      Condition: {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: {
          "aws:SourceArn": workgroup,
          "kms:EncryptionContext:aws:athena:arn": workgroup,
        },
      },
    },
    ...byReaders(context, "QueryArchive", {
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      condition: { StringEquals: via(context, "athena") },
    }),
  ];
}
