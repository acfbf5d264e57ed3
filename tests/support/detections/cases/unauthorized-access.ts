import type { CaseTable } from "../case-table";
import { elsewhere, type Records } from "../records";

const refusals = ({ call, who }: Records) => [
  call("ec2", "RunInstances", { errorCode: "Client.UnauthorizedOperation" }),
  call("ec2", "CreateSnapshot", { errorCode: "UnauthorizedOperation", userIdentity: who.user }),
  call("s3", "GetBucketPolicy", { errorCode: "AccessDenied", userIdentity: who.root }),
  call("kms", "Decrypt", { errorCode: "AccessDeniedException", awsRegion: elsewhere }),
  call("sts", "AssumeRole", { errorCode: "AccessDenied", userIdentity: who.otherAccount }),
];

const noise = ({ call }: Records) => [
  call("s3", "HeadBucket", { errorCode: "AccessDenied" }),
  call("s3", "PutObject", {
    errorCode: "AccessDenied",
    sourceIPAddress: "delivery.logs.amazonaws.com",
  }),
];

const otherErrors = ({ call }: Records) => [
  call("ec2", "RunInstances"),
  call("ec2", "RunInstances", { errorCode: "Client.InvalidGroup.NotFound" }),
  call("kms", "Decrypt", { errorCode: "ThrottlingException", errorMessage: "AccessDenied" }),
  call("kms", "Decrypt", { errorCode: "KeyAccessDenied" }),
  call("ec2", "RunInstances", { errorCode: "Client.UnauthorizedOperationRetried" }),
];

const refusedByEc2 = ({ call }: Records) => [
  call("ec2", "AssociateAddress", { errorCode: "Client.AuthFailure" }),
];

const failure = { responseElements: { ConsoleLogin: "Failure" } };
const wrongPassword = { ...failure, errorMessage: "Failed authentication" };
const noSuchUser = { ...failure, errorMessage: "No username found in supplied account" };

const denied = (code: number | string) => ({
  startTime: "2026-11-20T10:15:30Z",
  requestMethod: "POST",
  requestPath: "/reason",
  responseCode: code,
  authDeniedReason: "Service",
  sourceIpPort: "10.20.0.5:49152",
});

const rootEvents = ({ call, signIn, who, context }: Records) => {
  const { region } = context.environment;
  return [
    signIn({ userIdentity: who.root }),
    signIn({ userIdentity: who.root, ...failure }),
    call("s3", "DeleteBucket", {
      userIdentity: who.root,
      awsRegion: region === "us-east-1" ? region : "us-east-1",
    }),
    call("iam", "CreateAccessKey", { userIdentity: who.root, awsRegion: "us-east-1" }),
  ];
};

const otherThanRoot = ({ call, signIn, serviceEvent, who }: Records) => [
  signIn(),
  call("iam", "CreateAccessKey"),
  call("iam", "CreateAccessKey", { userIdentity: who.user }),
  call("iam", "PutRolePolicy", {
    userIdentity: { ...who.root, invokedBy: "support.amazonaws.com" },
  }),
  serviceEvent("kms", "RotateKey", { userIdentity: who.root }),
];

const finding = (changes: object = {}) => ({
  version: "1.0",
  id: "b7c1d2e3-0000-4000-8000-000000000001",
  status: "ACTIVE",
  resourceType: "AWS::S3::Bucket",
  isPublic: true,
  ...changes,
});

const hubFinding = (changes: object = {}) => ({
  SchemaVersion: "2018-10-08",
  Id: "arn:aws:securityhub:us-east-1:111122223333:finding/1",
  Severity: { Label: "HIGH", Normalized: 70 },
  Workflow: { Status: "NEW" },
  RecordState: "ACTIVE",
  ...changes,
});

/** Denied calls, sign-ins that should not happen, and findings about access. */
export const unauthorizedAccessCases: CaseTable = {
  "unauthorized-api-calls": (records) => ({
    fires: [...refusals(records), ...noise(records)],
    quiet: otherErrors(records),
    unseen: refusedByEc2(records),
  }),
  "unauthorized-api-calls-paging": (records) => ({
    fires: [...refusals(records), ...refusedByEc2(records)],
    quiet: [...noise(records), ...otherErrors(records)],
  }),
  "console-login-without-mfa": ({ signIn, loginData, who, call }) => {
    const without = { additionalEventData: loginData("No") };
    return {
      fires: [signIn(without), signIn({ ...without, awsRegion: elsewhere })],
      quiet: [
        signIn(),
        signIn({ ...without, ...failure }),
        signIn({ ...without, userIdentity: who.root }),
        signIn({ ...without, userIdentity: who.administrator }),
        signIn({ ...without, eventName: "CheckMfa" }),
        call("signin", "ExitRole"),
      ],
      unseen: [signIn({ additionalEventData: loginData() }), signIn({ additionalEventData: null })],
    };
  },
  "console-login-mfa-unrecorded": ({ signIn, loginData, who }) => {
    const unrecorded = { additionalEventData: loginData() };
    return {
      fires: [signIn(unrecorded), signIn({ additionalEventData: null })],
      quiet: [
        signIn(),
        signIn({ additionalEventData: loginData("No") }),
        signIn({ ...unrecorded, ...failure }),
        signIn({ ...unrecorded, userIdentity: who.root }),
        signIn({ ...unrecorded, eventName: "CheckMfa" }),
      ],
      // A federated session has no such field, whatever its provider asked for.
      unseen: [signIn({ ...unrecorded, userIdentity: who.administrator })],
    };
  },
  "root-use": (records) => ({
    fires: [
      ...rootEvents(records),
      records.call("iam", "GetAccountSummary", { userIdentity: records.who.root }),
      records.signIn({ userIdentity: records.who.root, awsRegion: elsewhere }),
    ],
    quiet: otherThanRoot(records),
  }),
  "root-activity": (records) => ({
    fires: rootEvents(records),
    quiet: [
      ...otherThanRoot(records),
      records.forged({ userIdentity: records.who.root }, "Root was here"),
    ],
    // A read, and a sign-in at another Region's endpoint: the trail's filter has them.
    unseen: [
      records.call("iam", "GetAccountSummary", { userIdentity: records.who.root }),
      records.signIn({ userIdentity: records.who.root, awsRegion: elsewhere }),
    ],
  }),
  "console-login-failed": ({ signIn, who, call }) => ({
    fires: [
      signIn(wrongPassword),
      signIn({ ...wrongPassword, userIdentity: who.root }),
      signIn({ ...wrongPassword, awsRegion: elsewhere }),
    ],
    quiet: [
      signIn(),
      signIn({ ...wrongPassword, eventName: "CheckMfa" }),
      call("cognito-idp", "InitiateAuth", { errorMessage: "Failed authentication" }),
    ],
    unseen: [signIn(noSuchUser), signIn(failure)],
  }),
  "console-login-refused": ({ signIn, who }) => ({
    fires: [
      signIn(noSuchUser),
      signIn(failure),
      signIn({
        ...noSuchUser,
        userIdentity: { ...who.user, userName: "HIDDEN_DUE_TO_SECURITY_REASONS" },
      }),
    ],
    quiet: [
      signIn(),
      signIn(wrongPassword),
      signIn({ errorMessage: "Something else" }),
      signIn({ ...noSuchUser, eventName: "CheckMfa" }),
    ],
  }),
  "mesh-requests-denied": ({ names }) => {
    const line = (message: unknown) => ({ logGroup: names.logGroups.meshAccess, message });
    return {
      fires: [line(denied(403)), line(denied("403"))],
      quiet: [
        ...[200, 400, 404, 500, 4030].map((code) => line(denied(code))),
        { logGroup: names.logGroups.governance, message: denied(403) },
        line("403"),
      ],
      unseen: [line({ ...denied(0), responseCode: undefined })],
    };
  },
  "access-findings": ({ envelope }) => {
    const source = "aws.access-analyzer";
    return {
      fires: [
        envelope(source, "Access Analyzer Finding", finding()),
        envelope(source, "Unused Access Finding for IAM entities", finding()),
      ],
      quiet: [
        envelope(source, "Access Analyzer Finding", finding({ status: "RESOLVED" })),
        envelope(source, "Access Analyzer Finding", finding({ status: "ARCHIVED" })),
        envelope(source, "Access Preview State Change", finding()),
        envelope("com.example", "Access Analyzer Finding", finding()),
      ],
    };
  },
  "security-hub-findings": ({ envelope }) => {
    const imported = (...findings: object[]) =>
      envelope("aws.securityhub", "Security Hub Findings - Imported", { findings });
    return {
      fires: [
        imported(hubFinding()),
        imported(hubFinding({ Severity: { Label: "CRITICAL", Normalized: 90 } })),
        imported(hubFinding({ RecordState: "ARCHIVED" }), hubFinding()),
      ],
      quiet: [
        imported(hubFinding({ Severity: { Label: "MEDIUM", Normalized: 40 } })),
        imported(hubFinding({ Workflow: { Status: "SUPPRESSED" } })),
        imported(hubFinding({ RecordState: "ARCHIVED" })),
        envelope("aws.securityhub", "Security Hub Findings - Custom Action", {
          findings: [hubFinding()],
        }),
        envelope("com.example", "Security Hub Findings - Imported", { findings: [hubFinding()] }),
      ],
      // Somebody took it up already, and it became worse since.
      unseen: [imported(hubFinding({ Workflow: { Status: "NOTIFIED" } }))],
    };
  },
  "inspector-findings": ({ envelope }) => {
    const found = (severity: string, status: string, source = "aws.inspector2") =>
      envelope(source, "Inspector2 Finding", { severity, status, title: "CVE-2026-0001" });
    return {
      fires: [found("HIGH", "ACTIVE"), found("CRITICAL", "ACTIVE")],
      quiet: [
        found("MEDIUM", "ACTIVE"),
        found("HIGH", "CLOSED"),
        found("HIGH", "SUPPRESSED"),
        found("HIGH", "ACTIVE", "com.example"),
        envelope("aws.inspector2", "Inspector2 Scan", { severity: "HIGH", status: "ACTIVE" }),
      ],
    };
  },
  "macie-findings": ({ envelope }) => {
    const found = (description: string, source = "aws.macie", type = "Macie Finding") =>
      envelope(source, type, { severity: { score: 2, description }, category: "CLASSIFICATION" });
    return {
      fires: [found("Medium"), found("High")],
      quiet: [found("Low"), found("High", "com.example"), found("High", "aws.macie", "Macie Job")],
    };
  },
  "class-unauthorized-access": (records) => ({
    fires: [...refusals(records), records.signIn(wrongPassword), ...rootEvents(records)],
    quiet: [...noise(records), ...otherErrors(records), records.signIn()],
  }),
};
