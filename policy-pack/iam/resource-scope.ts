import { hasWildcard } from "./check";

/** How much a resource pattern covers. */
export type ResourceScope = "exact" | "inside-one-resource" | "name-pattern" | "all";

// Patterns whose wildcard lies below one named resource, or stands for a suffix that AWS itself adds.
const insideOneResource: readonly RegExp[] = [
  // Objects of one bucket.
  /^arn:[^:*?]+:s3:::[^/*?]+\/.+$/,
  // Streams of one log group.
  /^arn:[^:*?]+:logs:[^:*?]+:[^:*?]+:log-group:[^:*?]+:(\*|log-stream:.+)$/,
  // Indexes and streams of one table.
  /^arn:[^:*?]+:dynamodb:[^:*?]+:[^:*?]+:table\/[^/*?]+\/(index|stream)\/.+$/,
  // Versions of one function.
  /^arn:[^:*?]+:lambda:[^:*?]+:[^:*?]+:function:[^:*?]+:.+$/,
  // Paths of one mesh service.
  /^arn:[^:*?]+:vpc-lattice:[^:*?]+:[^:*?]+:service\/[^/*?]+\/.+$/,
  // Stages and paths of one API.
  /^arn:[^:*?]+:execute-api:[^:*?]+:[^:*?]+:[^/*?]+\/.+$/,
  // The six characters Secrets Manager appends to a name.
  /^arn:[^:*?]+:secretsmanager:[^:*?]+:[^:*?]+:secret:[^*?]+-\?{6}$/,
];

/** Classifies a resource pattern. */
export function resourceScope(pattern: string): ResourceScope {
  if (!hasWildcard(pattern)) return "exact";
  if (/^(arn:)?[*?:]+$/.test(pattern)) return "all";
  return insideOneResource.some((form) => form.test(pattern))
    ? "inside-one-resource"
    : "name-pattern";
}
