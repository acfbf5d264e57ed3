import type { DetectionPattern } from "./pattern";

// Security Hub's CloudWatch controls accept only the exact text of the CIS benchmark (LOG-87); what that text
// misses is a pattern of its own.
/** Denied calls, and sign-ins that should not happen (CIS 5.1, 5.2, 5.3, 5.6). */
export const unauthorizedAccess: readonly DetectionPattern[] = [
  {
    key: "unauthorized-api-calls",
    alertClass: "unauthorized-access",
    description: "API calls were denied.",
    source: "trail",
    pattern: '{($.errorCode="*UnauthorizedOperation") || ($.errorCode="AccessDenied*")}',
    threshold: "unauthorizedAccess",
  },
  // For whoever is paged: without what AWS's own log delivery and every listing of buckets are refused all day.
  {
    key: "unauthorized-api-calls-paging",
    alertClass: "unauthorized-access",
    description: "API calls were denied that are no everyday noise.",
    source: "trail",
    pattern:
      '{(($.errorCode="*UnauthorizedOperation")||($.errorCode="AccessDenied*"))&&(($.sourceIPAddress!="delivery.logs.amazonaws.com")&&($.eventName!="HeadBucket"))}',
    threshold: "unauthorizedAccess",
  },
  {
    key: "console-login-without-mfa",
    alertClass: "unauthorized-access",
    description: "Somebody signed in to the console without MFA.",
    source: "trail",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    threshold: "one",
  },
  {
    key: "root-use",
    alertClass: "unauthorized-access",
    description: "The root user was used.",
    source: "trail",
    pattern:
      '{$.userIdentity.type="Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType !="AwsServiceEvent"}',
    threshold: "one",
  },
  {
    key: "console-login-failed",
    alertClass: "unauthorized-access",
    description: "Sign-ins to the console failed.",
    source: "trail",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    threshold: "unauthorizedAccess",
  },
];
