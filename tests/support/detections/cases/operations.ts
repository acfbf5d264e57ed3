import type { CaseTable } from "../cases";

const metric = (namespace: string, name: string, of: string) =>
  ({ fires: [], quiet: [], metric: [namespace, name, of] }) as const;

/** Detection and response themselves. */
export const operationsCases: CaseTable = {
  "trail-silent": ({ names }) => metric("AWS/Logs", "IncomingLogEvents", names.logGroups.trail),
  "alerts-undelivered": ({ names }) =>
    metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", names.alertQueue),
  "containment-at-work": ({ names }) => metric("AWS/Lambda", "Invocations", names.containment),
  "containment-errors": ({ names }) => metric("AWS/Lambda", "Errors", names.containment),
  "access-review-errors": ({ names }) => metric("AWS/Lambda", "Errors", names.accessReview),
  "incident-failed": ({ names }) =>
    metric("AWS/States", "ExecutionsFailed", names.incidentWorkflowArn),
  "incident-timed-out": ({ names }) =>
    metric("AWS/States", "ExecutionsTimedOut", names.incidentWorkflowArn),
  // One event of two classes, such as a change of the network that was denied.
  "correlated-alerts": ({ call, calls, flow }) => ({
    fires: [
      call("ec2", "CreateVpc", { errorCode: "Client.UnauthorizedOperation" }),
      call("secretsmanager", "GetSecretValue", { errorCode: "AccessDenied" }),
      call("iam", "CreateRole", { errorCode: "AccessDenied" }),
    ],
    quiet: [
      ...calls("ec2", "CreateVpc AuthorizeSecurityGroupIngress"),
      ...calls("iam", "CreateRole AttachRolePolicy"),
      call("s3", "HeadBucket", { errorCode: "AccessDenied" }),
      flow({ action: "REJECT" }),
    ],
  }),
};
