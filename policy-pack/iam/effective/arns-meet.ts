import { intersects } from "../pattern";

/**
 * Whether two ARN patterns meet. A wildcard stays within its part of an ARN, of which the last may hold colons
 * (IAM User Guide, "Using wildcards in resource ARNs"); a pattern with fewer parts may be any ARN.
 */
export function arnsMeet(left: string, right: string): boolean {
  const [one, other] = [partsOf(left), partsOf(right)];
  if (one === undefined || other === undefined) return intersects(left, right);
  return one.every((part, at) => intersects(part, other[at] ?? ""));
}

function partsOf(arn: string): readonly string[] | undefined {
  const parts = arn.split(":");
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(":")];
}
