import { isObject, text } from "./values";

/** An event as a bus of EventBridge has it. */
export type Envelope = Readonly<Record<string, unknown>>;

// "AWS service events delivered via AWS CloudTrail" (EventBridge User Guide). Other records, such as those of network
// activity at endpoints, reach no rule of ours.
const detailTypes: Readonly<Record<string, string>> = {
  AwsApiCall: "AWS API Call via CloudTrail",
  AwsServiceEvent: "AWS Service Event via CloudTrail",
  AwsConsoleSignIn: "AWS Console Sign In via CloudTrail",
  AwsConsoleAction: "AWS Console Action via CloudTrail",
  AwsCloudTrailInsight: "AWS Insight via CloudTrail",
};

// "About global service events" (CloudTrail User Guide). What others do globally says so in its `awsRegion`.
const globalServices = new Set(["iam", "organizations", "cloudfront", "route53"]);
const globalRegion = "us-east-1";

const serviceOf = (record: Envelope) =>
  text(record["eventSource"])?.replace(/\.amazonaws\.com(\.cn)?$/, "");

/** Whether an object is a record of CloudTrail. */
export const isCloudTrailRecord = (value: Envelope): boolean =>
  text(value["eventSource"]) !== undefined && text(value["eventName"]) !== undefined;

/** Whether an event carries a record of CloudTrail. */
export const isViaCloudTrail = (envelope: Envelope): boolean =>
  text(envelope["detail-type"])?.endsWith(" via CloudTrail") === true;

/**
 * The event that AWS makes of a record of CloudTrail; undefined for a kind of record that it makes none of.
 *
 * A record without `eventType`, as samples often are, is taken for the call of an API, or for a sign-in when that is
 * where it comes from.
 */
export function envelopeOf(record: Envelope): Envelope | undefined {
  const service = serviceOf(record) ?? "";
  const assumed = service === "signin" ? "AwsConsoleSignIn" : "AwsApiCall";
  const detailType = detailTypes[text(record["eventType"]) ?? assumed];
  if (detailType === undefined) return undefined;
  return {
    version: "0",
    id: record["eventID"] ?? "00000000-0000-0000-0000-000000000000",
    "detail-type": detailType,
    source: `aws.${service}`,
    account: record["recipientAccountId"] ?? "",
    time: record["eventTime"] ?? "",
    region: globalServices.has(service) ? globalRegion : (record["awsRegion"] ?? globalRegion),
    resources: [],
    detail: record,
  };
}

/**
 * Whether an event only tells of something that was read, by management of resources: rules that are merely ENABLED do
 * not see it ("Receiving read-only management events from AWS services", which goes by the start of the name).
 */
export function isReadOnlyManagement(envelope: Envelope): boolean {
  const { detail } = envelope;
  if (envelope["detail-type"] !== detailTypes["AwsApiCall"] || !isObject(detail)) return false;
  const isManagement = detail["managementEvent"] !== false && detail["eventCategory"] !== "Data";
  return isManagement && /^(Describe|Get|List)/.test(text(detail["eventName"]) ?? "");
}
