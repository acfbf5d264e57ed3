import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { planLogGroups } from "../monitoring/log-groups";
import { readArchive, readIncidents } from "./archive";
import { setQuarantine } from "./governance";
import { leadIncidents } from "./incidents";
import { planRole, type RolePlan } from "./roles";
import { trustPeople } from "./trust";

/** Seconds that a second factor counts for. */
const mfaSeconds = 3600;

/** The roles of readers and responders, each where somebody may assume it. */
export function planPeopleRoles(context: PlanContext): readonly RolePlan[] {
  const { readers, responders } = context.config.identity.people;
  const role = (
    purpose: "reader" | "responder",
    description: string,
    permissions: readonly Statement[],
  ) => {
    const people = purpose === "reader" ? readers : responders;
    if (people.length === 0) return [];
    return [
      planRole({
        key: purpose,
        service: undefined,
        name: context.names.personRole(purpose),
        description,
        trust: trustPeople(people, mfaSeconds),
        permissions,
        tags: context.tags,
      }),
    ];
  };
  const read = readEvidence(context);
  return [
    ...role("reader", "People who read the evidence", [...read, ...readArchive(context)]),
    ...role("responder", "People who quarantine services", [
      ...setQuarantine(context),
      ...leadIncidents(context),
      ...readIncidents(context),
      ...read,
    ]),
  ];
}

// CloudWatch Logs decrypts by the key's own policy: who may read a group needs no right to its key (CloudWatch Logs
// User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS").
const readEvidence = (context: PlanContext): readonly Statement[] => [
  {
    Sid: "ReadLogs",
    Effect: "Allow",
    Action: ["logs:FilterLogEvents", "logs:GetQueryResults", "logs:StartQuery"],
    Resource: planLogGroups(context).groups.map(
      ({ name }) => `${context.names.logGroupArn(name)}:*`,
    ),
  },
  // AWS accepts no resource for these actions.
  {
    Sid: "FindEvents",
    Effect: "Allow",
    Action: ["cloudtrail:LookupEvents", "logs:DescribeLogGroups", "logs:DescribeQueryDefinitions"],
    Resource: ["*"],
  },
];
