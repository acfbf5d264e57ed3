import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";
import { policyDocument } from "../document";
import type { Tags } from "../tags";
import { type ContainmentFunctionPlan, planContainment } from "./containment";
import { planStarts, type StartRulePlan } from "./starts";
import { planWorkflow, type WorkflowDefinition } from "./workflow";

/** An alarm on the workflow itself. */
export interface WorkflowAlarmPlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** What an operator should read. */
  readonly description: string;
  /** Metric that is looked at. */
  readonly metric: {
    readonly namespace: "AWS/States";
    readonly name: string;
    readonly dimensions: Readonly<Record<string, string>>;
  };
}

/** What happens to an incident, from what starts it to its end. */
export interface ResponsePlan {
  /** Function that takes each step. */
  readonly function: ContainmentFunctionPlan;
  /** The state machine. */
  readonly workflow: {
    readonly name: string;
    readonly role: "incident";
    readonly definition: WorkflowDefinition;
    readonly logGroup: string;
  };
  /** Lets AWS's log delivery write the workflow's log. */
  readonly delivery: { readonly name: string; readonly document: PolicyDocument };
  /** What starts it. */
  readonly starts: {
    readonly role: "incident-start";
    readonly deadLetterArn: string;
    readonly rules: readonly StartRulePlan[];
  };
  /** Alarms on the workflow itself. */
  readonly alarms: readonly WorkflowAlarmPlan[];
  /** Tags. */
  readonly tags: Tags;
}

/** Plans function, workflow, what starts it, and the alarms on it. */
export function planResponse(context: PlanContext): ResponsePlan {
  const { names, tags } = context;
  return {
    function: planContainment(context),
    workflow: {
      name: names.incidentWorkflow,
      role: "incident",
      definition: planWorkflow(context),
      logGroup: names.logGroups.incident,
    },
    delivery: planDelivery(context),
    starts: {
      role: "incident-start",
      deadLetterArn: names.alertQueueArn,
      rules: planStarts(context),
    },
    alarms: planAlarms(context),
    tags,
  };
}

// Step Functions logs through CloudWatch's log delivery, which needs a policy on the group (AWS Step Functions Developer
// Guide, "Using CloudWatch Logs to log execution history"). The program declares it, so that no role has to.
function planDelivery({ environment, names }: PlanContext): ResponsePlan["delivery"] {
  const document = policyDocument([
    {
      Sid: "DeliverIncidentLogs",
      Effect: "Allow",
      Principal: { Service: ["delivery.logs.amazonaws.com"] },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: [`${names.logGroupArn(names.logGroups.incident)}:*`],
      Condition: {
        StringEquals: { "aws:SourceAccount": environment.accountId },
        ArnLike: { "aws:SourceArn": names.arn("logs", "*") },
      },
    },
  ]);
  return { name: names.name("incident"), document };
}

// Metrics that Step Functions publishes for a state machine (AWS Step Functions Developer Guide, "Monitoring Step
// Functions metrics using Amazon CloudWatch").
function planAlarms({ names }: PlanContext): readonly WorkflowAlarmPlan[] {
  const alarm = (key: string, metric: string, description: string): WorkflowAlarmPlan => ({
    key,
    name: names.name(key),
    description,
    metric: {
      namespace: "AWS/States",
      name: metric,
      dimensions: { StateMachineArn: names.incidentWorkflowArn },
    },
  });
  return [
    alarm(
      "incident-failed",
      "ExecutionsFailed",
      "An incident was not read, or has no report: look at the execution, and redrive it.",
    ),
    alarm("incident-aborted", "ExecutionsAborted", "Somebody stopped the response to an incident."),
    alarm(
      "incident-timed-out",
      "ExecutionsTimedOut",
      "The response to an incident ran out of time.",
    ),
    alarm("incident-throttled", "ExecutionThrottled", "The response to an incident is held up."),
  ];
}
