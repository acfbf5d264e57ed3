import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { relayRegion, relayRole, relayRules } from "../monitoring/forwarding";
import { logicalNames } from "../naming";
import { planRole, type RolePlan } from "./roles";
import { trustCaller, trustService } from "./trust";

/** The role of each edge: assumed by the caller, able to do nothing but the declared operations. */
export function planAccessRoles({ config, names, tags }: PlanContext): readonly RolePlan[] {
  if (config.mesh.backend !== "vpc-lattice") return [];
  return config.edges.map(({ from, to, operations }) =>
    planRole(
      {
        key: `${from}-to-${to}`,
        service: from,
        name: names.accessRole(from, to),
        description: `Calls from ${from} to ${to}`,
        trust: [trustCaller(names.roleArn(names.taskRole(from)), from)],
        permissions: [
          {
            Sid: "Invoke",
            Effect: "Allow",
            Action: ["vpc-lattice-svcs:Invoke"],
            Resource: [...new Set(operations.map(({ path }) => path))].map((path) => ({
              ref: logicalNames.latticeService(to),
              suffix: path,
            })),
          },
        ],
        tags,
      },
      [`${from}-task`],
    ),
  );
}

/** Roles that AWS services assume to write the estate's own logs. */
export function planDeliveryRoles(context: PlanContext): readonly RolePlan[] {
  const { names, tags } = context;
  const flowLogs = names.arn("ec2", "vpc-flow-log/*");
  return [
    planRole({
      key: "flow-log",
      service: undefined,
      name: names.flowLogRole,
      description: "Writes VPC flow logs",
      trust: [trustService(context, "vpc-flow-logs.amazonaws.com", flowLogs)],
      permissions: [deliver(names.logGroupArn(names.logGroups.flow), true)],
      tags,
    }),
    planRole({
      key: "trail",
      service: undefined,
      name: names.trailRole,
      description: "Writes the audit trail to CloudWatch Logs",
      trust: [trustService(context, "cloudtrail.amazonaws.com", names.trailArn)],
      permissions: [deliver(names.logGroupArn(names.logGroups.trail), false)],
      tags,
    }),
  ];
}

/** The role that EventBridge takes on to send events on from another Region; none where it need not. */
export function planRelayRoles(context: PlanContext): readonly RolePlan[] {
  const { environment, names, tags } = context;
  const region = relayRegion(environment);
  if (region === undefined) return [];
  return [
    planRole({
      key: relayRole,
      service: undefined,
      name: names.name(relayRole),
      description: "Sends events of global services to the event bus of this Region",
      trust: [trustService(context, "events.amazonaws.com", relayRules(context, region))],
      permissions: [
        {
          Sid: "SendEvents",
          Effect: "Allow",
          Action: ["events:PutEvents"],
          Resource: [names.arn("events", "event-bus/default")],
        },
      ],
      tags,
    }),
  ];
}

// VPC flow logs look up the group's streams before they write (VPC User Guide, "IAM role for publishing").
const deliver = (logGroupArn: string, describes: boolean): Statement => ({
  Sid: "WriteLogs",
  Effect: "Allow",
  Action: [
    "logs:CreateLogStream",
    ...(describes ? ["logs:DescribeLogStreams"] : []),
    "logs:PutLogEvents",
  ],
  Resource: [`${logGroupArn}:*`],
});
