import type { PlanContext } from "../context";
import { calleesOf } from "../governance/parties";
import { breakGlass } from "../keys/service-keys";
import type { Tags } from "../tags";
import { bypassAlarms } from "./containable";

/** A rule whose events start the workflow. */
export interface StartRulePlan {
  /** Stable key. */
  readonly key: string;
  /** Physical name. */
  readonly name: string;
  /** What starts it. */
  readonly description: string;
  /** Event pattern. */
  readonly pattern: Readonly<Record<string, unknown>>;
  /** Which events it is offered: those of calls that only read by the longer one alone (LOG-84). */
  readonly state: "ENABLED" | "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";
  /** Tags. */
  readonly tags: Tags;
}

/**
 * Plans what starts the workflow: severe findings, a secret read by somebody else than its readers, a change of a
 * security group by a role that never makes any, and requests past governance. None of it is anything that containment
 * itself does, or it would contain for ever.
 */
export function planStarts(context: PlanContext): readonly StartRulePlan[] {
  const { environment, names, tags } = context;
  const rules: readonly Omit<StartRulePlan, "name" | "tags">[] = [
    {
      key: "incident-finding",
      description: "A severe finding of GuardDuty starts an incident",
      state: "ENABLED",
      pattern: {
        source: ["aws.guardduty"],
        "detail-type": ["GuardDuty Finding"],
        account: [environment.accountId],
        // High and critical (Amazon GuardDuty User Guide, "Severity levels of GuardDuty findings").
        detail: { severity: [{ numeric: [">=", 7] }], service: { archived: [false] } },
      },
    },
    ...foreignReads(context),
    {
      key: "incident-network-change",
      description: "A change of a security group by a role of the stack starts an incident",
      state: "ENABLED",
      pattern: {
        ...apiCalls("ec2", changesOfGroups),
        detail: {
          ...apiCalls("ec2", changesOfGroups).detail,
          userIdentity: {
            sessionContext: {
              sessionIssuer: {
                arn: [{ prefix: names.roleArn("") }],
                userName: [{ "anything-but": [names.containment] }],
              },
            },
          },
        },
      },
    },
    ...bypasses(context),
  ];
  return rules.map((rule) => ({
    ...rule,
    name: names.name(rule.key),
    tags,
  }));
}

const apiCalls = (service: string, eventName: readonly string[]) => ({
  source: [`aws.${service}`],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventSource: [`${service}.amazonaws.com`], eventName },
});

const changesOfGroups = [
  "AuthorizeSecurityGroupEgress",
  "AuthorizeSecurityGroupIngress",
  "CreateSecurityGroup",
  "DeleteSecurityGroup",
  "ModifySecurityGroupRules",
  "RevokeSecurityGroupEgress",
  "RevokeSecurityGroupIngress",
];

// For each secret of a batch there is an event of its own (Secrets Manager API Reference, "BatchGetSecretValue"). A
// request names a secret by name or by ARN; who has no session, such as a user or root, has no issuer of it.
function foreignReads(context: PlanContext): readonly Omit<StartRulePlan, "name" | "tags">[] {
  const { config, names } = context;
  const owners = Object.entries(config.services).filter(([, { secrets }]) => secrets.length > 0);
  return owners.map(([service]) => {
    const readers = [
      names.taskRole(service),
      names.executionRole(service),
      names.rotationFunction(service),
      ...breakGlass(context),
    ].map(names.roleArn);
    const call = apiCalls("secretsmanager", ["GetSecretValue"]);
    const issuer = (arn: unknown) => ({ sessionContext: { sessionIssuer: { arn: [arn] } } });
    return {
      key: `${service}-theft`,
      description: `Somebody else's request for a secret of ${service} starts an incident`,
      state: "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS",
      pattern: {
        ...call,
        detail: {
          ...call.detail,
          requestParameters: { secretId: [{ wildcard: `*${names.secret(service, "*")}` }] },
          $or: [
            { userIdentity: issuer({ "anything-but": readers }) },
            { userIdentity: issuer({ exists: false }) },
          ],
        },
      },
    };
  });
}

const bypasses = (context: PlanContext): readonly Omit<StartRulePlan, "name" | "tags">[] =>
  calleesOf(context).map((service) => ({
    key: `${service}-bypass`,
    description: `Requests to ${service} past governance start an incident`,
    state: "ENABLED",
    pattern: {
      source: ["aws.cloudwatch"],
      "detail-type": ["CloudWatch Alarm State Change"],
      account: [context.environment.accountId],
      detail: { alarmName: bypassAlarms(context, service), state: { value: ["ALARM"] } },
    },
  }));
