import type { DetectionPattern } from "./pattern";

/**
 * The break-glass role in use: assumed by any call of STS, which alone have a role in their request, or at work in a
 * session that was begun in the console.
 */
export const breakGlassUse = (roleArn: string): DetectionPattern => ({
  key: "break-glass-use",
  alertClass: "secret-access-anomaly",
  description: "The break-glass role was assumed or used.",
  source: "trail",
  pattern: `{ (($.eventSource = "sts.amazonaws.com") && ($.requestParameters.roleArn = "${roleArn}")) || ($.userIdentity.sessionContext.sessionIssuer.arn = "${roleArn}") }`,
  threshold: "one",
});
