import type { PlanContext } from "../context";
import type { IdentityPlan } from "../identity";
import { analyzerArn } from "../identity/review";
import {
  declaredReaders,
  declaredUsers,
  type KeyUsersPlan,
  type SecretReadersPlan,
} from "./declared";
import { planReviewQueries, type ReviewQueriesPlan } from "./queries";

/** How far a review goes. */
export interface ReviewLimitsPlan {
  /** Queries that one run starts. */
  readonly maxQueriesPerRun: number;
  /** Bytes of log events after which a query is ended: 20 GiB. AWS charges by what is scanned. */
  readonly maxScannedBytesPerQuery: number;
  /** Rows of a part. Logs Insights gives no more than 10,000 for a query. */
  readonly maxRows: number;
  /** Attempts at a part, after which it is reported as unreadable. */
  readonly maxAttempts: number;
  /** Days after which a right that nobody used is reported. */
  readonly unusedDays: number;
}

/** What a review compares with, laid out as `runtime/review/settings.ts` reads it. */
export interface ReviewSettingsPlan {
  /** Version of the layout. */
  readonly version: 1;
  /** Project and stack, as people are told. */
  readonly stack: string;
  /** Bucket of reports. */
  readonly bucket: string;
  /** Topic of alerts. */
  readonly topicArn: string;
  /** What the ARNs of all roles of the stack begin with. */
  readonly rolePrefix: string;
  /** How far it goes. */
  readonly limits: ReviewLimitsPlan;
  /** What it asks logs. */
  readonly queries: ReviewQueriesPlan;
  /** Who reads which secret. */
  readonly secrets: readonly SecretReadersPlan[];
  /** Who uses which key, in the order of the ids that the function is given. */
  readonly keys: readonly KeyUsersPlan[];
  /** Services that ask governance. */
  readonly services: readonly string[];
  /** Who deploys, and so changes IAM. */
  readonly deployers: readonly string[];
  /** ARN of the analyzer of unused access; null where the stack has none. */
  readonly analyzerArn: string | null;
  /** Names of roles whose use is looked up. */
  readonly roles: readonly string[];
}

/** Plans what a review compares with. */
export function planReviewSettings(
  context: PlanContext,
  { roles }: Pick<IdentityPlan, "roles">,
): ReviewSettingsPlan {
  const { config, names } = context;
  return {
    version: 1,
    stack: names.prefix,
    bucket: names.evidenceBucket,
    topicArn: names.alertTopicArn,
    rolePrefix: names.roleArn(""),
    limits: {
      maxQueriesPerRun: 4,
      maxScannedBytesPerQuery: 20 * 1024 ** 3,
      maxRows: 1000,
      maxAttempts: 3,
      unusedDays: 90,
    },
    queries: planReviewQueries(context),
    secrets: declaredReaders(context),
    keys: declaredUsers(context),
    services: Object.keys(config.services),
    deployers: config.identity.deployerArns,
    analyzerArn: analyzerArn(context) ?? null,
    roles: roles.map(({ name }) => name),
  };
}
