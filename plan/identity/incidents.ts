import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { containmentAlias } from "../incident-response/containment";
import { incidentConditions, incidentLogConditions, topicConditions } from "../keys/estate-keys";
import { logicalNames } from "../naming";
import { planRole, type RolePlan } from "./roles";
import { trustService } from "./trust";

/** The roles of the workflow of an incident, and of the rules that start it. */
export function planIncidentRoles(context: PlanContext): readonly RolePlan[] {
  const { names, tags } = context;
  return [
    planRole({
      key: "incident",
      service: undefined,
      name: names.incidentWorkflow,
      description: "Takes incidents from finding to lessons learned",
      trust: [trustService(context, "states.amazonaws.com", names.incidentWorkflowArn)],
      permissions: [
        {
          Sid: "InvokeContainment",
          Effect: "Allow",
          Action: ["lambda:InvokeFunction"],
          Resource: [`${names.containmentFunctionArn}:${containmentAlias}`],
        },
        ...tellPeople(context),
        encryptIncidents(context),
        {
          Sid: "EncryptLogs",
          Effect: "Allow",
          Action: ["kms:GenerateDataKey"],
          Resource: [{ ref: logicalNames.estateKey("evidence") }],
          Condition: { StringLike: incidentLogConditions(context) },
        },
        deliverLogs,
      ],
      tags,
    }),
    planRole({
      key: "incident-start",
      service: undefined,
      name: names.incidentStartRole,
      description: "Starts the workflow of an incident",
      trust: [
        trustService(
          context,
          "events.amazonaws.com",
          names.arn("events", `rule/${names.prefix}-*`),
        ),
      ],
      permissions: [startIncidents(context)],
      tags,
    }),
  ];
}

/** What a responder may do: start an incident, approve, reject, and follow what becomes of it. */
export function leadIncidents(context: PlanContext): readonly Statement[] {
  const { names } = context;
  return [
    startIncidents(context),
    {
      Sid: "FollowIncidents",
      Effect: "Allow",
      Action: ["states:DescribeExecution", "states:GetExecutionHistory", "states:RedriveExecution"],
      Resource: [names.arn("states", `execution:${names.incidentWorkflow}:*`)],
    },
    encryptIncidents(context),
    // AWS accepts no resource for these actions: who has the token may answer, and it goes to the contacts alone.
    {
      Sid: "AnswerIncidents",
      Effect: "Allow",
      Action: ["states:SendTaskFailure", "states:SendTaskSuccess"],
      Resource: ["*"],
    },
  ];
}

const startIncidents = ({ names }: PlanContext): Statement => ({
  Sid: "StartIncidents",
  Effect: "Allow",
  Action: ["states:StartExecution"],
  Resource: [names.incidentWorkflowArn],
});

// What an execution holds is encrypted, and read, with the right to its key (AWS Step Functions Developer Guide, "Data at
// rest encryption in Step Functions").
const encryptIncidents = (context: PlanContext): Statement => ({
  Sid: "EncryptIncidents",
  Effect: "Allow",
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Resource: [{ ref: logicalNames.estateKey("evidence") }],
  Condition: { StringEquals: incidentConditions(context) },
});

const tellPeople = (context: PlanContext): readonly Statement[] => [
  {
    Sid: "TellPeople",
    Effect: "Allow",
    Action: ["sns:Publish"],
    Resource: [context.names.alertTopicArn],
  },
  {
    Sid: "EncryptMessages",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey"],
    Resource: [{ ref: logicalNames.estateKey("alerts") }],
    Condition: { StringEquals: topicConditions(context) },
  },
];

// What Step Functions asks for to log an execution, but for what would end the log and what would rewrite policies of
// groups: the program declares that policy (AWS Step Functions Developer Guide, "Using CloudWatch Logs to log execution
// history"). AWS accepts no resource for these actions.
const deliverLogs: Statement = {
  Sid: "DeliverLogs",
  Effect: "Allow",
  Action: [
    "logs:CreateLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:UpdateLogDelivery",
  ],
  Resource: ["*"],
};
