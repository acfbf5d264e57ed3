import type { PlanContext } from "../../../plan/context";
import { flowLogFields } from "../../../plan/network/flow-log-format";
import type { SecurityEvent } from "../../../runtime/telemetry/events";
import { eventLine } from "../../../runtime/telemetry/line";
import { parseLine } from "../security-events";

type Fields = Readonly<Record<string, unknown>>;

/** Splits a list of names. */
export const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** A Region that no stack of the tests is in. */
export const elsewhere = "ap-southeast-2";

/** What happens in the estate of a context, in the shapes in which AWS and the runtime write it down. */
export function recordsOf(context: PlanContext) {
  const { environment, names } = context;
  const { accountId, region } = environment;
  const who = identitiesOf(accountId);

  // "CloudTrail record contents for management, data, and network activity events" (CloudTrail User Guide).
  const call = (service: string, eventName: string, changes: Fields = {}) => ({
    eventVersion: "1.11",
    userIdentity: who.administrator,
    eventTime: "2026-11-20T10:15:30Z",
    eventSource: `${service}.amazonaws.com`,
    eventName,
    awsRegion: region,
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-cli/2.31.0",
    requestParameters: null,
    responseElements: null,
    requestID: "8b1b7c5e-5a3f-4b0e-9d6e-0f4c1d2e3a4b",
    eventID: "0f0e0d0c-0b0a-4909-8807-060504030201",
    readOnly: /^(Get|List|Describe|Head)/.test(eventName),
    eventType: "AwsApiCall",
    managementEvent: true,
    recipientAccountId: accountId,
    eventCategory: "Management",
    ...changes,
  });

  /** A sign-in to the console ("AWS Management Console sign-in events", the same guide). */
  const signIn = (changes: Fields = {}) =>
    call("signin", "ConsoleLogin", {
      userIdentity: who.user,
      awsRegion: "us-east-1",
      userAgent: "Mozilla/5.0",
      readOnly: false,
      eventType: "AwsConsoleSignIn",
      responseElements: { ConsoleLogin: "Success" },
      additionalEventData: loginData("Yes"),
      ...changes,
    });

  /** Something that a service says of itself ("AWS service events"). */
  const serviceEvent = (service: string, eventName: string, changes: Fields = {}) =>
    call(service, eventName, {
      userIdentity: { accountId, invokedBy: `${service}.amazonaws.com` },
      sourceIPAddress: `${service}.amazonaws.com`,
      userAgent: `${service}.amazonaws.com`,
      eventType: "AwsServiceEvent",
      ...changes,
    });

  /** An event of a service's own, as EventBridge has it. */
  const envelope = (source: string, detailType: string, detail: Fields) => ({
    version: "0",
    id: "6a7e8feb-b491-4cf7-a9f1-bf3703467718",
    "detail-type": detailType,
    source,
    account: accountId,
    time: "2026-11-20T10:15:30Z",
    region,
    resources: [],
    detail,
  });

  /** What anybody may put on the bus: sources that begin with `aws.` are AWS's own. */
  const forged = (record: Fields, detailType = "AWS API Call via CloudTrail") =>
    envelope("com.example.tools", detailType, record);

  return {
    ...{ context, names, who, call, signIn, serviceEvent, envelope, forged, loginData },
    calls: (service: string, list: string, changes: Fields = {}) =>
      words(list).map((eventName) => call(service, eventName, changes)),
    /** What the runtime of a service writes down about an event. */
    written: (event: SecurityEvent, service: string, data: Fields = {}) =>
      parseLine(eventLine({ event, data, service, time: 0, correlation })),
    role: names.roleArn,
    flow: flowLine,
  };
}

/** What happens in an estate. */
export type Records = ReturnType<typeof recordsOf>;

const correlation = { id: "request-0001", origin: "made" } as const;

const loginData = (mfaUsed?: string) => ({
  LoginTo: "https://console.aws.amazon.com/console/home",
  MobileVersion: "No",
  ...(mfaUsed === undefined ? {} : { MFAUsed: mfaUsed }),
});

/** Who calls: "CloudTrail userIdentity element" (CloudTrail User Guide). */
function identitiesOf(accountId: string) {
  const session = (roleArn: string, changes: Fields = {}) => {
    const [, userName = ""] = /([^/]+)$/.exec(roleArn) ?? [];
    const [, , , , account = accountId] = roleArn.split(":");
    return {
      type: "AssumedRole",
      principalId: "AROACKCEVSQ6C2EXAMPLE:session",
      arn: `arn:aws:sts::${account}:assumed-role/${userName}/session`,
      accountId: account,
      accessKeyId: "ASIAIOSFODNN7EXAMPLE",
      sessionContext: {
        sessionIssuer: {
          type: "Role",
          principalId: "AROACKCEVSQ6C2EXAMPLE",
          arn: roleArn,
          accountId: account,
          userName,
        },
        attributes: { creationDate: "2026-11-20T10:00:00Z", mfaAuthenticated: "false" },
      },
      ...changes,
    };
  };
  const administratorArn = `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Administrator_0123456789abcdef`;
  return {
    session,
    administrator: session(administratorArn),
    user: {
      type: "IAMUser",
      principalId: "AIDACKCEVSQ6C2EXAMPLE",
      arn: `arn:aws:iam::${accountId}:user/ada`,
      accountId,
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      userName: "ada",
    },
    root: {
      type: "Root",
      principalId: accountId,
      arn: `arn:aws:iam::${accountId}:root`,
      accountId,
      accessKeyId: "",
    },
    /** An AWS service that goes by a role of the account, or by the account itself. */
    service: (name: string) =>
      session(administratorArn, { invokedBy: `${name}.amazonaws.com` }) satisfies Fields,
    otherAccount: session(
      "arn:aws:iam::444455556666:role/agent-runtime/dev/agent-runtime-dev-orbit-task",
    ),
  };
}

const flowDefaults: Readonly<Record<string, string>> = {
  version: "5",
  "account-id": "111122223333",
  "interface-id": "eni-0a1b2c3d4e5f60718",
  srcaddr: "10.20.0.5",
  dstaddr: "10.20.16.9",
  srcport: "49152",
  dstport: "8443",
  protocol: "6",
  packets: "12",
  bytes: "48213",
  start: "1763633730",
  end: "1763633790",
  action: "ACCEPT",
  "log-status": "OK",
  "vpc-id": "vpc-0a1b2c3d",
  "subnet-id": "subnet-0a1b2c3d",
  "pkt-srcaddr": "10.20.0.5",
  "pkt-dstaddr": "10.20.16.9",
  "flow-direction": "ingress",
  "traffic-path": "-",
};

/** A line of the flow log ("Flow log records", VPC User Guide). */
const flowLine = (changes: Readonly<Record<string, string>> = {}): string =>
  flowLogFields.map((field) => changes[field] ?? flowDefaults[field] ?? "-").join(" ");
