import type { PlanContext } from "../context";
import type { Statement } from "../document";

/**
 * Writing to a log group that exists. No role may create one: every group exists, encrypted and with retention,
 * before its writer (LOG-91).
 */
export function writeLogs({ names }: PlanContext, logGroup: string): Statement {
  return {
    Sid: "WriteLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: [`${names.logGroupArn(logGroup)}:*`],
  };
}
