import type { EdgeEnd } from "../engine/contract";

/**
 * Reads one end of an edge: `10.0.0.0/16` and `::/0` are addresses, `pl-63a5400a` and
 * `com.amazonaws.us-east-1.s3` managed prefix lists, `kms.amazonaws.com` an AWS service, and any other
 * name a service of the program.
 */
export function edgeEnd(text: string): EdgeEnd {
  if (text.includes("/")) return { kind: "cidr", block: text };
  if (/^pl-[0-9a-f]+$/.test(text) || text.startsWith("com.amazonaws.")) {
    return { kind: "prefix-list", name: text };
  }
  const principal = /^(.+)\.amazonaws\.com$/.exec(text)?.[1];
  return principal === undefined
    ? { kind: "service", name: text }
    : { kind: "aws-service", name: principal };
}

/** The end as it is written. */
export function edgeEndText(end: EdgeEnd): string {
  switch (end.kind) {
    case "cidr":
      return end.block;
    case "aws-service":
      return `${end.name}.amazonaws.com`;
    default:
      return end.name;
  }
}
