/** Date of the tables in this file. */
export const sourceSendersDate = "2026-11-24";

/**
 * Services that send `aws:SourceArn` or `aws:SourceAccount` when they assume a role. What governs it is the page
 * "Cross-service confused deputy prevention", or the example of a trust policy, in each service's own guide.
 * CloudFormation is not listed: its guide asks for the keys in roles of stack sets and is silent on other roles.
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
  "cloudtrail",
  "codebuild",
  "codedeploy",
  "codepipeline",
  "cognito-idp",
  "comprehend",
  "config",
  "datasync",
  "dms",
  "ecs-tasks",
  "eks",
  "eks-fargate-pods",
  "elasticmapreduce",
  "emr-serverless",
  "events",
  "fis",
  "forecast",
  "frauddetector",
  "glue",
  "grafana",
  "hooks.cloudformation",
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
  "redshift",
  "rekognition",
  "resources.cloudformation",
  "sagemaker",
  "scheduler",
  "ses",
  "sms-voice",
  "spotfleet",
  "ssm",
  "ssm-incidents",
  "states",
  "transfer",
  "vmie",
  "vpc-flow-logs",
]);

/**
 * Services whose guides show trust policies without either key. A role can only be handed to them inside its own
 * account (`iam:PassRole` does not cross accounts), so there is no deputy to confuse. A service of which the guide
 * shows one thing and programs another, such as `pods.eks`, is in neither table.
 */
const silentOnAssume: ReadonlySet<string> = new Set([
  "apigateway",
  "application-autoscaling",
  "build.apprunner",
  "cloudfront",
  "ec2",
  "ecs",
  "edgelambda",
  "lambda",
  "ops.apigateway",
  "s3",
  "sns",
  "tasks.apprunner",
]);

/**
 * Services that send `aws:SourceArn` or `aws:SourceAccount` when they use a resource by its own policy. What governs
 * it are the examples of resource policies in each service's own guide.
 */
const sendOnAccess: ReadonlySet<string> = new Set([
  "access-analyzer",
  "amplify",
  "apigateway",
  "backup",
  "bcm-data-exports",
  "billingreports",
  "budgets",
  "cloudfront",
  "cloudtrail",
  "cloudwatch",
  "codebuild",
  "codestar-notifications",
  "cognito-idp",
  "config",
  "costalerts",
  "delivery.logs",
  "elasticloadbalancing",
  "es",
  "events",
  "events.rds",
  "glue",
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

/** Services whose guides show resource policies without either key, such as ELB user guides, "Access logs". */
const silentOnAccess: ReadonlySet<string> = new Set([
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
