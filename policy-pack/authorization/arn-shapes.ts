import { arnKeysOf } from "../engine/arns";
import type { StackResource } from "../engine/rule";
import { isUnknown } from "../engine/value";
import type { Truth } from "../iam/effective/truth";
import { all } from "../iam/effective/truth";
import { covers, intersects } from "../iam/pattern";
import type { Place } from "./known-arns";

/**
 * All that can be known of a resource's ARN: a pattern with a wildcard for whatever is not, such as
 * `arn:aws:kms:eu-west-1:111122223333:key/????????????????????????????????????`.
 */
export type ArnShape = string;

// Service and beginning of the resource part where AWS chooses the rest. KMS ids are of 36 characters, those of
// VPC Lattice of 17 behind the prefix (Service Authorization Reference; VPC Lattice API reference).
const chosenByAws: Readonly<Record<string, string>> = {
  "aws:kms/key:Key": `kms|key/${"?".repeat(36)}`,
  "aws:kms/replicaKey:ReplicaKey": `kms|key/${"?".repeat(36)}`,
  "aws:kms/externalKey:ExternalKey": `kms|key/${"?".repeat(36)}`,
  "aws:vpclattice/service:Service": `vpc-lattice|service/svc-${"?".repeat(17)}`,
  "aws:vpclattice/serviceNetwork:ServiceNetwork": `vpc-lattice|servicenetwork/sn-${"?".repeat(17)}`,
  "aws:iam/role:Role": "iam|role/*",
  "aws:iam/policy:Policy": "iam|policy/*",
  "aws:iam/user:User": "iam|user/*",
  "aws:s3/bucket:Bucket": "s3|*",
  "aws:cloudwatch/logGroup:LogGroup": "logs|log-group:*",
  "aws:cloudwatch/eventBus:EventBus": "events|event-bus/*",
  "aws:cloudwatch/eventRule:EventRule": "events|rule/*",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "cloudwatch|alarm:*",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": "cloudwatch|alarm:*",
  "aws:lambda/function:Function": "lambda|function:*",
  "aws:secretsmanager/secret:Secret": "secretsmanager|secret:*",
};

const services: Readonly<Record<string, string>> = {
  apigatewayv2: "apigateway",
  cloudwatch: "logs",
  lb: "elasticloadbalancing",
  opensearch: "es",
  sfn: "states",
  vpclattice: "vpc-lattice",
};

const global: ReadonlySet<string> = new Set(["iam", "organizations", "cloudfront", "route53"]);

/** The ARN of a resource as far as it is known. */
export function arnShapeOf(place: Place, resource: StackResource): ArnShape {
  const { arn } = resource.outputs;
  if (typeof arn === "string" && arn.startsWith("arn:") && !isUnknown(arn)) return literal(arn);
  const known = arnKeysOf(resource)[0];
  const key = known === undefined ? unnamed(resource.type) : `${literal(known)}${ending(resource)}`;
  const [service = "*", ...rest] = key.split("|");
  const { partition = "*" } = place;
  return `arn:${partition}:${service}:${ownerOf(service, place, resource)}:${rest.join("|")}`;
}

// Region and account; the ARN of a bucket has neither.
function ownerOf(
  service: string,
  { region, account = "*" }: Place,
  resource: StackResource,
): string {
  if (service === "s3") return ":";
  return `${global.has(service) ? "" : (ownRegion(resource) ?? region ?? "*")}:${account}`;
}

const unnamed = (type: string): string => {
  const [, module = "*"] = /^aws:([^/:]+)/.exec(type) ?? [];
  return chosenByAws[type] ?? `${services[module] ?? module}|*`;
};

// Secrets Manager appends a hyphen and six characters to the name.
const ending = ({ type }: StackResource): string =>
  type === "aws:secretsmanager/secret:Secret" ? "-??????" : "";

function ownRegion({ properties }: StackResource): string | undefined {
  const { region } = properties;
  if (region === undefined || region === null || region === "") return undefined;
  return typeof region === "string" && !isUnknown(region) ? region : "*";
}

/** Text in which nothing is a wildcard or a variable. */
export const literal = (text: string): string =>
  text.replaceAll(/[*?$]/g, (character) => `\${${character}}`);

/** Whether a pattern matches what a shape stands for: surely, surely not, or perhaps. */
export function matchesShape(pattern: string, shape: ArnShape): Truth {
  if (covers(pattern, shape)) return "yes";
  return intersects(pattern, shape) ? "maybe" : "no";
}

/**
 * As `matchesShape`, part by part: a wildcard stays within its part of an ARN, of which the last may hold colons
 * (IAM User Guide, "Using wildcards in resource ARNs").
 */
export function matchesArn(pattern: string, shape: ArnShape): Truth {
  const [left, right] = [partsOf(pattern), partsOf(shape)];
  if (left === undefined || right === undefined) return incomplete(pattern, shape);
  return all(left.map((part, at) => matchesShape(part, right[at] ?? "")));
}

// What a pattern of fewer parts means is documented for the one that is everything alone.
function incomplete(pattern: string, shape: ArnShape): Truth {
  const truth = matchesShape(pattern, shape);
  return truth === "yes" && !/^\*+$/.test(pattern) ? "maybe" : truth;
}

function partsOf(arn: string): readonly string[] | undefined {
  const parts = arn.split(":");
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
