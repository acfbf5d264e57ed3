import type { StackResource } from "./rule";
import { isUnknown, textOf, type Value } from "./value";

/** Service and resource part of the ARN that AWS will give a resource, from the inputs that decide it. */
type ArnParts = (text: (property: string) => string | undefined) => string | undefined;

const named =
  (service: string, prefix: string, property = "name"): ArnParts =>
  (text) => {
    const name = text(property);
    return name === undefined ? undefined : `${service}|${prefix}${name}`;
  };

const pathed =
  (kind: string): ArnParts =>
  (text) => {
    const name = text("name");
    return name === undefined ? undefined : `iam|${kind}${text("path") ?? "/"}${name}`;
  };

// Rules of the default bus have no bus in their ARN.
const onBus: ArnParts = (text) => {
  const name = text("name");
  const bus = text("eventBusName") ?? "default";
  return name === undefined
    ? undefined
    : `events|rule/${bus === "default" ? "" : `${bus}/`}${name}`;
};

// Source: Service Authorization Reference, "Resource types defined by …"; table of 2026-11.
const partsByType: Readonly<Record<string, ArnParts>> = {
  "aws:iam/role:Role": pathed("role"),
  "aws:iam/policy:Policy": pathed("policy"),
  "aws:iam/user:User": pathed("user"),
  "aws:iam/group:Group": pathed("group"),
  "aws:s3/bucket:Bucket": named("s3", "", "bucket"),
  "aws:sqs/queue:Queue": named("sqs", ""),
  "aws:sns/topic:Topic": named("sns", ""),
  "aws:dynamodb/table:Table": named("dynamodb", "table/"),
  "aws:kinesis/stream:Stream": named("kinesis", "stream/"),
  "aws:cloudwatch/logGroup:LogGroup": named("logs", "log-group:"),
  "aws:lambda/function:Function": named("lambda", "function:"),
  "aws:secretsmanager/secret:Secret": named("secretsmanager", "secret:"),
  "aws:ecr/repository:Repository": named("ecr", "repository/"),
  "aws:cloudtrail/trail:Trail": named("cloudtrail", "trail/"),
  "aws:ssm/parameter:Parameter": named("ssm", "parameter"),
  "aws:cloudwatch/eventBus:EventBus": named("events", "event-bus/"),
  "aws:cloudwatch/eventRule:EventRule": onBus,
  "aws:cloudwatch/metricAlarm:MetricAlarm": named("cloudwatch", "alarm:"),
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": named("cloudwatch", "alarm:", "alarmName"),
  "aws:sfn/stateMachine:StateMachine": named("states", "stateMachine:"),
  "aws:kms/alias:Alias": named("kms", ""),
};

/** The key by which an ARN and a resource find each other: service and resource part. */
export function arnKey(arn: string): string | undefined {
  const [scheme, , service, , , ...rest] = arn.split(":");
  if (scheme !== "arn" || service === undefined || rest.length === 0) return undefined;
  // Secrets Manager appends a hyphen and six characters to the name; AWS also accepts six question marks.
  const resource = rest.join(":");
  const isSecret = service === "secretsmanager";
  return `${service}|${isSecret ? resource.replace(/-(\?{6}|[A-Za-z0-9]{6})$/, "") : resource}`;
}

/** The keys of a resource: of the ARN in its outputs, and of the ARN that its inputs decide. */
export function arnKeysOf(
  resource: Pick<StackResource, "type" | "properties" | "outputs">,
): readonly string[] {
  const text = (property: string): string | undefined => {
    const value: Value | undefined = resource.properties[property];
    return typeof value === "string" && !isUnknown(value) && value !== "" ? value : undefined;
  };
  const { arn } = resource.outputs;
  const deployed = arn === undefined || isUnknown(arn) ? undefined : arnKey(textOf(arn));
  return [deployed, partsByType[resource.type]?.(text)].flatMap((key) => key ?? []);
}
