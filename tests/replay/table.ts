import { alarms } from "./alarms";
import { audit } from "./audit";
import { buckets } from "./buckets";
import type { ReplayTable } from "./contract";
import { functions } from "./functions";
import { identity } from "./identity";
import { keys } from "./keys";
import { logs } from "./logs";
import { messages } from "./messages";
import { secrets } from "./secrets";
import { workflows } from "./workflows";

/** Every type that is replayed. */
export const replayTable: ReplayTable = {
  ...alarms,
  ...audit,
  ...buckets,
  ...functions,
  ...identity,
  ...keys,
  ...logs,
  ...messages,
  ...secrets,
  ...workflows,
};

/** Modules of the provider whose resources carry traffic, each with where they are proven instead. */
export const otherDomains: Readonly<Record<string, string>> = {
  athena:
    "tests/plan/monitoring/archive-table.test.ts compares the table with CloudTrail's records",
  glue: "tests/plan/monitoring/archive-table.test.ts compares the table with CloudTrail's records",
  ec2: "the reachability of the policy pack proves the network",
  vpc: "the reachability of the policy pack proves the network",
  vpclattice: "the reachability of the policy pack proves the mesh; moto lacks reads of it",
};

/** Types that moto 5.2 cannot play, each with the reason. */
export const impossible: Readonly<Record<string, string>> = {
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": "moto 5.2 cannot create composite alarms",
  "aws:cloudwatch/queryDefinition:QueryDefinition": "moto 5.2 has no saved queries",
  "aws:s3/bucketLogging:BucketLogging":
    "moto 5.2 fails where the policy of the receiving bucket names everybody, as a denial does",
};
