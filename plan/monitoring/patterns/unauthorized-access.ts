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
  // For whoever is paged: without what AWS's own log delivery and every listing of buckets are refused all day, and with
  // the other code that EC2 refuses by (Amazon EC2 Developer Guide, "Error codes for the Amazon EC2 API").
  {
    key: "unauthorized-api-calls-paging",
    alertClass: "unauthorized-access",
    description: "API calls were denied that are no everyday noise.",
    source: "trail",
    pattern:
      '{(($.errorCode="*UnauthorizedOperation")||($.errorCode="AccessDenied*")||($.errorCode="*AuthFailure"))&&(($.sourceIPAddress!="delivery.logs.amazonaws.com")&&($.eventName!="HeadBucket"))}',
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
  // What CIS omits: `!=` does not match where there is no such field.
  {
    key: "console-login-mfa-unrecorded",
    alertClass: "unauthorized-access",
    description: "Somebody signed in to the console, and no word says whether by MFA.",
    source: "trail",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed NOT EXISTS) && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
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
  // What CIS omits: a sign-in by a name that there is not has another message, or none.
  {
    key: "console-login-refused",
    alertClass: "unauthorized-access",
    description: "Sign-ins to the console were refused for another reason than a wrong password.",
    source: "trail",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Failure") && (($.errorMessage != "Failed authentication") || ($.errorMessage NOT EXISTS)) }',
    threshold: "unauthorizedAccess",
  },
];
