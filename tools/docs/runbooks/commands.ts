import type { Subject } from "./subject";

/** A moment of the trail that is looked for. */
export interface Lookup {
  /** What events are looked up by. */
  readonly by: "EventName" | "EventSource" | "ResourceName" | "Username";
  /** Its value; words in capitals are filled in by whoever looks. */
  readonly value: string;
}

/** First line of commands that no role of people of the stack may give. */
export const administrator = "# as an administrator";

/** Lists what is in alarm. */
export const raisedAlarms = ({ context: { names } }: Subject): readonly string[] => [
  `aws cloudwatch describe-alarms --state-value ALARM --alarm-name-prefix ${names.prefix}- \\`,
  "  --alarm-types MetricAlarm CompositeAlarm --output table \\",
  "  --query '[MetricAlarms,CompositeAlarms][].[AlarmName,StateUpdatedTimestamp]'",
];

/** Runs a saved query on the last hour; nothing where the stack has none of that key. */
export function savedQuery({ plan }: Subject, key: string): readonly string[] {
  const query = plan.queries.queries.find((candidate) => candidate.key === key);
  if (query === undefined) return [];
  return [
    "QUERY=$(aws logs describe-query-definitions --output text \\",
    `  --query-definition-name-prefix ${query.name} \\`,
    `  --query "queryDefinitions[?name=='${query.name}'].queryString | [0]")`,
    `aws logs start-query --log-group-names ${query.logGroups.join(" ")} \\`,
    '  --start-time $(($(date +%s) - 3600)) --end-time $(date +%s) --query-string "$QUERY"',
  ];
}

/** Fetches what a query found. */
export const queryResults = "aws logs get-query-results --query-id QUERY_ID --output table";

/** Looks up the account's API history. */
export const lookUp = ({ by, value }: Lookup): string =>
  `aws cloudtrail lookup-events --max-results 20 --lookup-attributes AttributeKey=${by},AttributeValue=${value}`;

/** Starts the workflow of incidents for a service. */
export const startWorkflow = ({ context: { names } }: Subject): readonly string[] => [
  `aws stepfunctions start-execution --state-machine-arn ${names.incidentWorkflowArn} \\`,
  `  --name TICKET --input '{"responder":{"service":"SERVICE","reason":"WHY","id":"TICKET"}}'`,
];

/** Releases a service whose execution is over, by the id of the incident. */
export const startRelease = ({ context: { names } }: Subject): readonly string[] => [
  `aws stepfunctions start-execution --state-machine-arn ${names.incidentWorkflowArn} \\`,
  `  --input '{"release":"INCIDENT_ID"}'`,
];

/** Says yes to what the workflow asks. */
export const answerYes =
  "aws stepfunctions send-task-success --task-token TOKEN --task-output true";

/** Says no to what the workflow asks. */
export const answerNo = "aws stepfunctions send-task-failure --task-token TOKEN --error Rejected";

/** Key of a service's flag in governance's table, as DynamoDB takes it. */
const flag = (service: string): string => `"pk":{"S":"quarantine#${service}"}`;

/** Sets a service's flag: governance denies its next call. */
export const setFlag = ({ context: { names } }: Subject, service: string): readonly string[] => [
  `aws dynamodb put-item --table-name ${names.governance} \\`,
  `  --item '{${flag(service)},"quarantined":{"BOOL":true}}'`,
];

/** Reads a service's flag. */
export const readFlag = ({ context: { names } }: Subject, service: string): string =>
  `aws dynamodb get-item --table-name ${names.governance} --consistent-read --key '{${flag(service)}}'`;

/** Lifts a service's flag. */
export const liftFlag = ({ context: { names } }: Subject, service: string): string =>
  `aws dynamodb delete-item --table-name ${names.governance} --key '{${flag(service)}}'`;
