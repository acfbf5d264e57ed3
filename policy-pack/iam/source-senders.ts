/** Date of the tables in this file. */
export const sourceSendersDate = "2026-11-24";

/**
 * Services that send `aws:SourceArn` or `aws:SourceAccount` when they assume a role. Source: the page
 * "Cross-service confused deputy prevention", or the trust policy example, in each service's own guide.
 */
const sendOnAssume: ReadonlySet<string> = new Set([
  "airflow",
  "airflow-env",
  "amplify",
  "appflow",
  "appsync",
  "aps",
  "autoscaling",
  "batch",
  "bedrock",
  "bedrock-agentcore",
  "cloudformation",
  "cloudtrail",
  "codebuild",
  "codepipeline",
  "cognito-idp",
  "comprehend",
  "config",
  "datasync",
  "ecs-tasks",
  "eks",
  "elasticmapreduce",
  "emr-serverless",
  "events",
  "fis",
  "forecast",
  "frauddetector",
  "glue",
  "grafana",
  "iot",
  "iotevents",
  "kendra",
  "kinesisanalytics",
  "logs",
  "monitoring.rds",
  "osis-pipelines",
  "personalize",
  "pipes",
  "rds",
  "rekognition",
  "sagemaker",
  "scheduler",
  "ses",
  "sms-voice",
  "ssm",
  "states",
  "transfer",
  "vpc-flow-logs",
]);

/**
 * Services that are known to assume a role without either key. A role can only be handed to them inside its own
 * account (`iam:PassRole` does not cross accounts), so there is no deputy to confuse.
 */
const silentOnAssume: ReadonlySet<string> = new Set([
  "apigateway",
  "application-autoscaling",
  "backup",
  "build.apprunner",
  "cloudfront",
  "codedeploy",
  "dlm",
  "dms",
  "ec2",
  "ecs",
  "edgelambda",
  "firehose",
  "lambda",
  "ops.apigateway",
  "pods.eks",
  "redshift",
  "s3",
  "sns",
  "spotfleet",
  "streams.metrics.cloudwatch",
  "tasks.apprunner",
  "vmie",
]);

/**
 * Services that send `aws:SourceArn` or `aws:SourceAccount` when they use a resource by its own policy. Source:
 * the resource policy examples in each service's own guide.
 */
const sendOnAccess: ReadonlySet<string> = new Set([
  "access-analyzer",
  "apigateway",
  "bcm-data-exports",
  "billingreports",
  "budgets",
  "cloudfront",
  "cloudtrail",
  "cloudwatch",
  "codestar-notifications",
  "cognito-idp",
  "config",
  "costalerts",
  "delivery.logs",
  "elasticloadbalancing",
  "es",
  "events",
  "events.rds",
  "guardduty",
  "inspector2",
  "iot",
  "lambda",
  "lex",
  "lexv2",
  "logging.s3",
  "logs",
  "macie",
  "redshift",
  "route53",
  "s3",
  "secretsmanager",
  "ses",
  "sns",
  "ssm",
  "states",
  "vpc-lattice",
]);

/** Services that write to a resource by its policy without either key. Source: the guides of both, as above. */
const silentOnAccess: ReadonlySet<string> = new Set([
  "autoscaling",
  "backup",
  "logdelivery.elasticloadbalancing",
  "logdelivery.elb",
]);

/** Whether a service names its source: it does, it does not, or the tables do not know it. */
export type Sending = "sends" | "silent" | "unlisted";

/** Whether a service names its source when it assumes a role. */
export const sendingOnAssume = (service: string): Sending =>
  sending(service, sendOnAssume, silentOnAssume);

/** Whether a service names its source when it uses a resource. */
export const sendingOnAccess = (service: string): Sending =>
  sending(service, sendOnAccess, silentOnAccess);

function sending(
  service: string,
  senders: ReadonlySet<string>,
  silent: ReadonlySet<string>,
): Sending {
  if (senders.has(service)) return "sends";
  return silent.has(service) ? "silent" : "unlisted";
}
