import { everyEvent } from "../../security-events";
import type { CaseTable } from "../case-table";
import { thefts } from "./secret-access-anomaly";

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
  "incident-aborted": ({ names }) =>
    metric("AWS/States", "ExecutionsAborted", names.incidentWorkflowArn),
  "incident-throttled": ({ names }) =>
    metric("AWS/States", "ExecutionThrottled", names.incidentWorkflowArn),
  "access-review-silent": (records) => {
    const isDone = (event: (typeof everyEvent)[number]) =>
      event.event_type === "access.review" && event.phase === "done";
    const write = (event: (typeof everyEvent)[number]) => records.written(event, "access-review");
    return {
      fires: [],
      beats: everyEvent.filter(isDone).map(write),
      quiet: everyEvent
        .filter((event) => !isDone(event))
        .map((event) => ({
          logGroup: records.names.logGroups.accessReview,
          message: write(event),
        })),
    };
  },
  "incident-step-failed": (records) => {
    const isFailed = (event: (typeof everyEvent)[number]) =>
      event.event_type === "incident.step" && event.phase === "failed";
    const inGroup = (event: (typeof everyEvent)[number]) => ({
      logGroup: records.names.logGroups.containment,
      message: records.written(event, "containment"),
    });
    return {
      fires: everyEvent.filter(isFailed).map(inGroup),
      quiet: everyEvent.filter((event) => !isFailed(event)).map(inGroup),
    };
  },
  "incident-finding": ({ envelope }) => {
    const found = (severity: number, changes: object = {}) => ({
      ...envelope("aws.guardduty", "GuardDuty Finding", {
        schemaVersion: "2.0",
        severity,
        service: { serviceName: "guardduty", archived: false },
      }),
      ...changes,
    });
    const archived = { detail: { severity: 8, service: { archived: true } } };
    return {
      fires: [found(7), found(8.9), found(10)],
      quiet: [
        found(4),
        found(6.9),
        found(8, archived),
        found(8, { source: "com.example" }),
        found(8, { "detail-type": "GuardDuty Runtime Protection Unhealthy" }),
        // An administrator account of GuardDuty has its members' findings, too.
        found(8, { account: "444455556666" }),
      ],
      unseen: [found(8, { detail: { severity: 8 } })],
    };
  },
  "<service>-theft": thefts,
  "incident-network-change": ({ calls, call, who, names, role, forged, envelope }) => {
    const list =
      "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup DeleteSecurityGroup ModifySecurityGroupRules RevokeSecurityGroupEgress RevokeSecurityGroupIngress";
    const by = (arn: string) => ({ userIdentity: who.session(arn) });
    const task = by(role(names.taskRole("axon")));
    const change = call("ec2", "CreateSecurityGroup", task);
    return {
      fires: calls("ec2", list, task),
      quiet: [
        ...calls("ec2", list),
        ...calls("ec2", list, { userIdentity: who.root }),
        ...calls("ec2", list, by(role(names.containment))),
        ...calls("ec2", "DescribeSecurityGroups CreateVpc RunInstances", task),
        ...calls("vpc-lattice", list, task),
        { ...forged(change), source: "com.example" },
        { ...forged({ ...change, eventSource: "example.com" }), source: "aws.ec2" },
        envelope("aws.ec2", "EC2 Instance State-change Notification", change),
      ],
      // Changes of the network by people are told, and start nothing.
      unseen: calls("ec2", list, { userIdentity: who.user }),
    };
  },
  "<service>-bypass": ({ envelope, names }, service) => {
    const changed = (alarm: string, value: string, changes: object = {}) => ({
      ...envelope("aws.cloudwatch", "CloudWatch Alarm State Change", {
        alarmName: names.name(alarm),
        state: { value, timestamp: "2026-11-20T10:15:30.000+0000" },
        previousState: { value: value === "ALARM" ? "OK" : "ALARM" },
      }),
      ...changes,
    });
    const attempted = `${service}-bypass-attempted`;
    return {
      fires: [changed(attempted, "ALARM"), changed(`${service}-bypassed`, "ALARM")],
      quiet: [
        changed(attempted, "OK"),
        changed(attempted, "INSUFFICIENT_DATA"),
        changed(`${service}-request-deny`, "ALARM"),
        changed(attempted, "ALARM", { source: "com.example" }),
        changed(attempted, "ALARM", { "detail-type": "CloudWatch Alarm Configuration Change" }),
        changed(attempted, "ALARM", { account: "444455556666" }),
      ],
    };
  },
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
