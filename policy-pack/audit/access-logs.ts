import { companionsOf } from "../engine/companions";
import { byType, doubted, undecidable, violated } from "../engine/observations";
import type { JudgedStack, Observation, StackResource } from "../engine/rule";
import type { Condition } from "../engine/settings";
import { fulfils, textAt } from "../engine/settings";
import type { Properties } from "../engine/value";
import { pointer, read } from "../engine/value";
import { auditBucketsOf } from "../retention/audit-buckets";

/** A type whose requests are worth a record, and what records them. */
export interface AccessLog {
  /** Type token. */
  readonly type: string;
  /** Dotted path of the property that names where records go. */
  readonly destination: string;
  /** Dotted path of the switch. @default - none; the destination is enough */
  readonly enabled?: string;
  /** Whether the switch is on when nothing is said. @default false */
  readonly onByDefault?: true;
  /** Only resources that fulfil it can record. @default - all */
  readonly when?: Condition;
  /** Resource that records instead, and its property that names the subject. @default - none */
  readonly companion?: { readonly type: string; readonly property: string };
}

const delivery = {
  type: "aws:cloudwatch/logDeliverySource:LogDeliverySource",
  property: "resourceArn",
} as const;

/** Types whose requests are recorded. VPC Lattice has a rule of its own. */
export const accessLogs: readonly AccessLog[] = [
  {
    type: "aws:lb/loadBalancer:LoadBalancer",
    destination: "accessLogs.bucket",
    enabled: "accessLogs.enabled",
    // A gateway load balancer sees packets, not requests.
    when: { path: "loadBalancerType", is: /^(application|network)?$/ },
  },
  {
    type: "aws:elb/loadBalancer:LoadBalancer",
    destination: "accessLogs.bucket",
    enabled: "accessLogs.enabled",
    onByDefault: true,
  },
  { type: "aws:apigateway/stage:Stage", destination: "accessLogSettings.destinationArn" },
  { type: "aws:apigatewayv2/stage:Stage", destination: "accessLogSettings.destinationArn" },
  {
    type: "aws:cloudfront/distribution:Distribution",
    destination: "loggingConfig.bucket",
    companion: delivery,
  },
  {
    type: "aws:s3/bucket:Bucket",
    destination: "logging.targetBucket",
    companion: { type: "aws:s3/bucketLogging:BucketLogging", property: "bucket" },
  },
];

/** Types that record requests of others. */
export const accessLogCompanions: readonly string[] = accessLogs.flatMap(
  ({ companion }) => companion?.type ?? [],
);

const rows = byType(accessLogs);

/** Judges every resource whose requests are worth a record. */
export function judgeAccessLogs(
  stack: JudgedStack,
): readonly (readonly [StackResource, readonly Observation[]])[] {
  // A bucket that receives records cannot record its own deliveries without end.
  const { buckets: exempt, open } = auditBucketsOf(stack);
  return [...rows].flatMap(([type, ofType]) =>
    ofType.flatMap((row) => {
      const companions =
        row.companion === undefined
          ? undefined
          : companionsOf(stack, {
              types: [row.companion.type],
              property: row.companion.property,
              owners: [type],
            });
      return stack
        .ofType(type)
        .filter((resource) => !exempt.has(resource))
        .filter((resource) => (companions?.of(resource) ?? []).length === 0)
        .map((resource) => {
          const found = judgeOwn(resource, row);
          const isOpen = (companions?.adrift ?? []).length + open.length > 0;
          return [resource, isOpen ? found.map(doubted) : found] as const;
        });
    }),
  );
}

function judgeOwn({ properties }: StackResource, row: AccessLog): readonly Observation[] {
  const applies = row.when === undefined ? "yes" : fulfils(properties, row.when);
  if (applies === "no") return [];
  const destination = row.destination.split(".");
  const path = pointer(destination.slice(0, 1));
  const fix = fixFor(row);
  const state = stateOf(properties, row);
  const reading = read(properties, ...destination);
  if (state === "off" || reading.kind === "absent") {
    const observation = violated(path, "Nobody records who calls it.", fix);
    return [applies === "yes" ? observation : doubted(observation)];
  }
  // A destination that is not known yet is a destination all the same.
  const isSure = state === "on" && !isHidden(reading, path);
  return isSure ? [] : [undecidable(path, "Whether requests are recorded is unknown.", fix)];
}

function stateOf(
  properties: Properties,
  { enabled, onByDefault }: AccessLog,
): "on" | "off" | "unknown" {
  if (enabled === undefined) return "on";
  const text = textAt(read(properties, ...enabled.split(".")));
  if (text === undefined) return "unknown";
  return text === "true" || (text === "" && onByDefault === true) ? "on" : "off";
}

const fixFor = ({ destination, enabled }: AccessLog): string =>
  enabled === undefined ? `Set ${destination}.` : `Set ${destination}, and ${enabled} to true.`;

// Only the whole block may turn out to be nothing.
const isHidden = (reading: ReturnType<typeof read>, block: string): boolean =>
  reading.kind === "unknown" && reading.path === block;
