import type { Replayed } from "./contract";

const documentProperties = ["policy", "policyDocument", "assumeRolePolicy"];

/** Services whose resources the replay creates, so that what documents say of them can be looked up. */
const lookedUp = new Set([
  ...["cloudtrail", "cloudwatch", "dynamodb", "events", "iam", "kms", "lambda", "logs"],
  ...["s3", "secretsmanager", "sns", "sqs"],
]);

/** An ARN in a document that stands for nothing. */
export interface Dangling {
  /** Type and logical name of the resource with the document. */
  readonly by: string;
  /** The ARN, or pattern of ARNs. */
  readonly arn: string;
}

/** ARNs that documents name although no such resource was created, `expected` apart. */
export function danglingReferences(
  resources: readonly Replayed[],
  expected: readonly RegExp[] = [],
): readonly Dangling[] {
  const arns = resources.map(arnOf);
  return resources.flatMap(({ type, name, inputs }) =>
    documentProperties
      .flatMap((property) => arnsIn(inputs[property]))
      .filter((arn) => !arns.some((known) => reaches(arn, known)))
      .filter((arn) => !expected.some((pattern) => pattern.test(arn)))
      .map((arn) => ({ by: `${type} ${name}`, arn })),
  );
}

function arnsIn(document: unknown): readonly string[] {
  if (typeof document !== "string") return [];
  const found = document.match(/arn:aws:[^"]+/g) ?? [];
  return [...new Set(found)].filter((arn) => lookedUp.has(arn.split(":")[2] ?? ""));
}

// What is below a resource, such as the objects of a bucket, is reached with the resource.
function reaches(pattern: string, arn: string): boolean {
  if (arn === "") return false;
  // The streams of log groups are named after the group.
  const source = pattern
    .replace(/(:log-group:.*):\*$/, "$1")
    .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*");
  return (
    new RegExp(`^${source.replaceAll("?", ".")}$`).test(arn) ||
    pattern.startsWith(`${arn}:`) ||
    pattern.startsWith(`${arn}/`)
  );
}

// An alarm answers no ARN to its creator; the others do.
function arnOf({ type, inputs, created }: Replayed): string {
  const arn = created.outputs?.["arn"];
  if (typeof arn === "string") return arn;
  const isAlarm = type === "aws:cloudwatch/metricAlarm:MetricAlarm";
  return isAlarm ? `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${String(inputs["name"])}` : "";
}
