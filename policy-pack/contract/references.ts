import { arnKey, arnKeysOf } from "../engine/arns";
import type { DeclaredDocuments, ReferredResource } from "../engine/contract";
import type { JudgedStack } from "../engine/rule";
import { isUnknown, type Value } from "../engine/value";
import { hasWildcard } from "../iam/pattern";
import type { NamesArn } from "./matching";

/**
 * What a reference may stand for before anything is created: an exact ARN. Where the name of the resource is
 * known, the ARN must be of that name; where AWS chooses it, of the resource's service.
 */
export function namesByInputs({ referred }: Pick<DeclaredDocuments, "referred">): NamesArn {
  return (ref, arn) => {
    if (!isExactArn(arn)) return false;
    const candidates = referred(ref);
    return candidates.length === 0 || candidates.some((candidate) => mayHave(candidate, arn));
  };
}

/**
 * What a reference stands for after everything is created: the ARN of a resource of that name. Where no
 * ARN is known yet, any exact ARN.
 */
export function namesByOutputs(stack: JudgedStack, declared: DeclaredDocuments): NamesArn {
  return (ref, arn) => {
    if (!isExactArn(arn)) return false;
    const outputs = declared.referred(ref).map(({ urn }) => stack.byUrn(urn)?.outputs["arn"]);
    const known = outputs.filter(isKnownText);
    return outputs.some(isUnknown) || known.length === 0 || known.includes(arn);
  };
}

const isExactArn = (arn: string): boolean => /^arn:[^:]+:[^:]+:/.test(arn) && !hasWildcard(arn);

const isKnownText = (value: Value | undefined): value is string =>
  typeof value === "string" && !isUnknown(value);

function mayHave(candidate: ReferredResource, arn: string): boolean {
  const keys = arnKeysOf({ ...candidate, outputs: {} });
  if (keys.length > 0) return keys.includes(arnKey(arn) ?? "");
  const [, , service = ""] = arn.split(":");
  const module = /^aws:([a-z0-9]+)\//.exec(candidate.type)?.[1] ?? "";
  return !namesakes.has(module) || service.replaceAll("-", "") === module;
}

// Modules of the provider that are named as the service is in ARNs, hyphens apart.
const namesakes: ReadonlySet<string> = new Set([
  "acm",
  "apigateway",
  "athena",
  "backup",
  "bedrock",
  "dynamodb",
  "ec2",
  "ecr",
  "ecs",
  "eks",
  "elasticache",
  "firehose",
  "glue",
  "iam",
  "iot",
  "kinesis",
  "kms",
  "lambda",
  "rds",
  "redshift",
  "route53",
  "s3",
  "sagemaker",
  "scheduler",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "vpclattice",
]);
