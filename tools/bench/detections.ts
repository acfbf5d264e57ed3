import path from "node:path";
import { planEstate } from "../../plan/estate";
import { createFiring } from "../detections/fires";
import type { SampleEvent } from "../detections/samples";
import { stackContext } from "../stack-context";
import { median } from "./measure";

/** Figures of matching events against detections. */
export interface DetectionFigures {
  /** CPU of 100,000 records of CloudTrail against all filters and rules of the prod stack. */
  readonly "100,000 events against all detections, CPU s": number;
  /** Records of these that fire something, to see that the mix is neither silent nor all alarms. */
  readonly "of which fire something, %": number;
}

/** What it may cost. */
const budgetSeconds = 10;

const events = 100_000;
const root = path.resolve(__dirname, "../..");

/** Measures in this process; planning and making the events are left out. */
export function measureDetections(runs: number): DetectionFigures {
  const { config, environment } = stackContext(root, "prod");
  const fire = createFiring(planEstate(config, environment));
  const samples = createSamples(events);
  const seconds: number[] = [];
  let firing = 0;
  for (let run = 0; run < runs; run += 1) {
    const started = process.cpuUsage();
    firing = samples.reduce((count, sample) => count + (fire(sample).length > 0 ? 1 : 0), 0);
    const { user, system } = process.cpuUsage(started);
    seconds.push((user + system) / 1e6);
  }
  return {
    "100,000 events against all detections, CPU s": median(seconds),
    "of which fire something, %": (100 * firing) / events,
  };
}

/** The figures over their budget by more than a fifth. */
export const missedDetectionBudgets = (figures: DetectionFigures): readonly string[] => {
  const name = "100,000 events against all detections, CPU s";
  return figures[name] > budgetSeconds * 1.2 ? [name] : [];
};

// What an account does all day, and what changes something now and then.
const calls: Readonly<Record<string, readonly string[]>> = {
  "sts.amazonaws.com": ["AssumeRole", "GetCallerIdentity"],
  "kms.amazonaws.com": ["Decrypt", "GenerateDataKey", "CreateGrant", "DisableKey"],
  "secretsmanager.amazonaws.com": ["GetSecretValue", "DescribeSecret", "PutSecretValue"],
  "ec2.amazonaws.com": ["DescribeInstances", "CreateRoute", "AuthorizeSecurityGroupIngress"],
  "iam.amazonaws.com": ["GetRole", "ListRoles", "PutRolePolicy", "CreateAccessKey"],
  "s3.amazonaws.com": ["GetBucketAcl", "PutBucketPolicy", "ListBuckets"],
  "lambda.amazonaws.com": ["Invoke", "GetFunction", "UpdateFunctionCode20150331v2"],
  "logs.amazonaws.com": ["CreateLogStream", "DescribeLogGroups", "PutRetentionPolicy"],
  "dynamodb.amazonaws.com": ["GetItem", "PutItem", "DescribeTable"],
  "signin.amazonaws.com": ["ConsoleLogin"],
};

/** Records of CloudTrail that are the same each time. */
export function createSamples(count: number): readonly SampleEvent[] {
  const next = createNumbers(20_260_101);
  const pick = (texts: readonly string[]) => texts[next() % texts.length] ?? "";
  const services = Object.keys(calls);
  return Array.from({ length: count }, (_, index) => {
    const eventSource = pick(services);
    const isDenied = next() % 10 === 0;
    const role = `arn:aws:iam::111122223333:role/service-${String(index % 50)}`;
    const record = {
      eventVersion: "1.11",
      userIdentity: {
        type: "AssumedRole",
        principalId: `AROAEXAMPLE:${String(index)}`,
        arn: `${role}/session`,
        accountId: "111122223333",
        sessionContext: {
          sessionIssuer: { type: "Role", arn: role, accountId: "111122223333" },
          attributes: { creationDate: "2026-01-01T00:00:00Z", mfaAuthenticated: "false" },
        },
      },
      eventTime: "2026-01-01T00:00:00Z",
      eventSource,
      eventName: pick(calls[eventSource] ?? []),
      awsRegion: "us-east-1",
      sourceIPAddress: `10.20.${String(index % 256)}.7`,
      userAgent: "aws-sdk-js/3.0",
      ...(isDenied && { errorCode: "AccessDenied", errorMessage: "is not authorized" }),
      requestParameters: {
        secretId: `agent-runtime/prod/axon/secret-${String(index % 9)}`,
        functionName: `function-${String(index % 30)}`,
      },
      responseElements: null,
      eventID: String(index),
      readOnly: false,
      eventType: eventSource === "signin.amazonaws.com" ? "AwsConsoleSignIn" : "AwsApiCall",
      managementEvent: true,
      recipientAccountId: "111122223333",
      eventCategory: "Management",
    };
    return { kind: "cloudtrail-record", record };
  });
}

/** Whole numbers that a seed decides (a linear congruential generator, whose high bits are the better ones). */
function createNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 12;
  };
}
