import type { AlarmClass } from "../../../plan/monitoring/patterns/pattern";
import type { Subject } from "./subject";

const stopKey =
  "aws iam update-access-key --user-name USER --access-key-id ACCESS_KEY_ID --status Inactive";

const commands: Readonly<Record<AlarmClass, (subject: Subject) => readonly string[]>> = {
  "unauthorized-access": () => [stopKey],
  "unusual-traffic": () => [
    "aws ec2 describe-security-group-rules --filters Name=group-id,Values=SECURITY_GROUP_ID",
    "aws ec2 revoke-security-group-ingress --group-id SECURITY_GROUP_ID --security-group-rule-ids RULE_ID",
  ],
  "failed-governance-decision": ({ context: { names } }) => [
    `aws lambda get-function-configuration --function-name ${names.governance} \\`,
    "  --query '[LastModified,CodeSha256,SigningJobArn,State]'",
    `aws lambda list-aliases --function-name ${names.governance} --query 'Aliases[].[Name,FunctionVersion]'`,
  ],
  "secret-access-anomaly": () => [
    "aws kms cancel-key-deletion --key-id KEY_ID",
    "aws kms enable-key --key-id KEY_ID",
    "aws secretsmanager rotate-secret --secret-id SECRET_NAME",
  ],
  "iam-permission-change": ({ context: { names } }) => [
    `aws cloudtrail start-logging --name ${names.trail}`,
    "aws cloudwatch enable-alarm-actions --alarm-names ALARM_NAME",
    "aws events enable-rule --name RULE_NAME",
    stopKey,
  ],
  operations: ({ context: { names } }) => [
    `aws cloudtrail get-trail-status --name ${names.trail}`,
    `QUEUE=$(aws sqs get-queue-url --queue-name ${names.alertQueue} --query QueueUrl --output text)`,
    'aws sqs receive-message --queue-url "$QUEUE" --max-number-of-messages 10 --visibility-timeout 60',
    `aws sns list-subscriptions-by-topic --topic-arn ${names.alertTopicArn}`,
  ],
};

/** Commands of an administrator that do not wait for an assessment. */
export const urgentCommands = (alertClass: AlarmClass, subject: Subject): readonly string[] =>
  commands[alertClass](subject);
