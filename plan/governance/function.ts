import type { PlanContext } from "../context";
import type { PolicyDocument } from "../document";
import { policyDocument, tlsOnly } from "../document";
import { logicalNames } from "../naming";
import type { Tags } from "../tags";
import type { BundlePlan } from "./bundle";
import { callersOf } from "./parties";

/** Alias that the schedule invokes; no service can have this name. */
export const heartbeatAlias = "heartbeat";

/** A name that the function is invoked by. */
export interface AliasPlan {
  /** Caller that may invoke it, or `heartbeat`. */
  readonly name: string;
  /** What it is for. */
  readonly description: string;
  /** Instances kept ready. */
  readonly provisionedConcurrency: number;
}

/** Where calls that were made without waiting for the answer end when they fail. */
export interface DeadLettersPlan {
  /** Physical name of the queue. */
  readonly name: string;
  /** Refuses messages without TLS. */
  readonly policy: PolicyDocument;
  /** Seconds a message is kept: 14 days, the most SQS allows. */
  readonly retentionSeconds: 1209600;
}

/** The function that decides each call. */
export interface GovernanceFunctionPlan {
  /** Physical name. */
  readonly name: string;
  /** Key of its role. */
  readonly role: "governance";
  /** Log group it writes to. */
  readonly logGroup: string;
  /** Logical name of the key that encrypts variables, table and queue. */
  readonly encryptionKey: string;
  /** Memory in MB; CPU is given in proportion. */
  readonly memoryMegabytes: number;
  /** Seconds until Lambda ends an invocation; callers give up earlier. */
  readonly timeoutSeconds: 3;
  /** Most instances at a time; undefined leaves them to the account's pool. */
  readonly reservedConcurrency: number | undefined;
  /** Variables whose values are known; the id of the signing key is added. */
  readonly environment: Readonly<Record<string, string>>;
  /** Variable that gets the id of the key named by `signingKey`. */
  readonly signingKeyVariable: "RECEIPT_KEY_ID";
  /** Logical name of the key that certifies or signs receipts. */
  readonly signingKey: string;
  /** Text of `bundle.json` beside the code: the bytes that the pinned digest is of. */
  readonly bundleText: string;
  /** One alias per caller, and that of the heartbeat. */
  readonly aliases: readonly AliasPlan[];
  /** Failed asynchronous invocations. */
  readonly deadLetters: DeadLettersPlan;
  /** The schedule that proves the function alive. */
  readonly heartbeat: { readonly ruleName: string; readonly schedule: string };
  /** Account whose events may invoke it. */
  readonly accountId: string;
  /** Tags. */
  readonly tags: Tags;
}

/** Plans the function with its bundle, aliases, queue and heartbeat. */
export function planFunction(context: PlanContext, bundle: BundlePlan): GovernanceFunctionPlan {
  const { config, environment, names, tags } = context;
  const { governance } = config;
  return {
    name: names.governance,
    role: "governance",
    logGroup: names.logGroups.governance,
    encryptionKey: logicalNames.estateKey("governance"),
    memoryMegabytes: governance.memoryMegabytes,
    timeoutSeconds: 3,
    reservedConcurrency: governance.reservedConcurrency,
    environment: {
      POLICY_DIGEST: bundle.digest,
      TABLE_NAME: names.governance,
      RECEIPT_SIGNING: governance.receipts.signing,
      IDENTITY_SOURCE: "alias",
    },
    signingKeyVariable: "RECEIPT_KEY_ID",
    signingKey: logicalNames.receiptKey(signingGeneration(governance.receipts.keyGenerations)),
    bundleText: bundle.text,
    aliases: [
      ...callersOf(context).map((caller) => ({
        name: caller,
        description: `Decisions for ${caller}`,
        provisionedConcurrency: governance.provisionedConcurrency,
      })),
      { name: heartbeatAlias, description: "Proof of life", provisionedConcurrency: 0 },
    ],
    deadLetters: planDeadLetters(context),
    heartbeat: { ruleName: names.name("governance-heartbeat"), schedule: "rate(5 minutes)" },
    accountId: environment.accountId,
    tags,
  };
}

// The first generation signs; a second one is only known, so that callees learn of it before it signs.
const signingGeneration = ([first = 1]: readonly number[]): number => first;

function planDeadLetters({ names }: PlanContext): DeadLettersPlan {
  return {
    name: names.governance,
    policy: policyDocument([
      tlsOnly(["sqs:SendMessage", "sqs:ReceiveMessage"], [names.governanceQueueArn]),
    ]),
    retentionSeconds: 1209600,
  };
}
