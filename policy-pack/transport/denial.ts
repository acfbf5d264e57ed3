import { arnKey, arnKeysOf } from "../engine/arns";
import type { StackResource } from "../engine/rule";
import { isUnknown } from "../engine/value";
import { covers, hasWildcard, intersects } from "../iam/pattern";
import type { Condition, Entry, Statement } from "../iam/statement";

/** What must be denied to everybody without TLS. */
export interface Demand {
  /** Resource whose data is at stake. */
  readonly owner: StackResource;
  /** Actions that carry data; `s3:*` stands for all of a service. */
  readonly actions: readonly string[];
  /** What is appended to the owner's ARN, such as nothing for a bucket and `/*` for its objects. */
  readonly suffixes: readonly string[];
}

/** A type that is also reached without TLS, and what a policy must deny there. */
export interface PlainTextReach extends Omit<Demand, "owner"> {
  /** Type token. */
  readonly type: string;
  /** Resource that carries the policy, and its property that names what it belongs to. */
  readonly policy: { readonly type: string; readonly property: string };
}

/**
 * Types that are also reached without TLS. Topics know no action wildcard in their policies, and a mount
 * that is denied carries nothing.
 */
export const plainTextReaches: readonly PlainTextReach[] = [
  {
    type: "aws:s3/bucket:Bucket",
    policy: { type: "aws:s3/bucketPolicy:BucketPolicy", property: "bucket" },
    actions: ["s3:*"],
    suffixes: ["", "/*"],
  },
  {
    type: "aws:sqs/queue:Queue",
    policy: { type: "aws:sqs/queuePolicy:QueuePolicy", property: "queueUrl" },
    actions: ["sqs:SendMessage", "sqs:ReceiveMessage"],
    suffixes: [""],
  },
  {
    type: "aws:sns/topic:Topic",
    policy: { type: "aws:sns/topicPolicy:TopicPolicy", property: "arn" },
    actions: ["sns:Publish"],
    suffixes: [""],
  },
  {
    type: "aws:efs/fileSystem:FileSystem",
    policy: { type: "aws:efs/fileSystemPolicy:FileSystemPolicy", property: "fileSystemId" },
    actions: ["elasticfilesystem:ClientMount"],
    suffixes: [""],
  },
];

/** How sure it is that something is covered. */
export type Certainty = "yes" | "maybe" | "no";

/** Why a denial that speaks of TLS is not the one that is demanded. */
export interface NearMiss {
  /** Statement. */
  readonly statement: Statement;
  /** What it lacks. */
  readonly reason: string;
}

/** Whether the statements together deny every demanded action on every demanded resource without TLS. */
export function deniesPlainText(statements: readonly Statement[], demand: Demand): Certainty {
  const pairs = demand.actions.flatMap((action) =>
    demand.suffixes.map((suffix) => ({ action, suffix })),
  );
  return least(
    pairs.map(({ action, suffix }) =>
      most(
        statements.map((statement) =>
          least([
            effectOf(statement),
            coversEverybody(statement),
            holdsWithoutTls(statement),
            coversAction(statement, action),
            coversResource(statement, demand.owner, suffix),
          ]),
        ),
      ),
    ),
  );
}

/** The first denial that tests TLS and still lets something through, and what it lacks. */
export function nearMissIn(
  statements: readonly Statement[],
  { owner, actions, suffixes }: Demand,
): NearMiss | undefined {
  const statement = statements.find(
    ({ effect, conditions }) => effect === "Deny" && conditions.some(({ key }) => key === tlsKey),
  );
  if (statement === undefined) return undefined;
  const checks: readonly (readonly [Certainty, string])[] = [
    [holdsWithoutTls(statement), "it does not hold for every request without TLS"],
    [coversEverybody(statement), "it does not hold for everybody"],
    [
      least(actions.map((action) => coversAction(statement, action))),
      `it does not cover ${actions.join(" and ")}`,
    ],
    [
      least(suffixes.map((suffix) => coversResource(statement, owner, suffix))),
      suffixes.length > 1
        ? "it does not cover both the bucket and its objects"
        : "it does not cover this resource",
    ],
  ];
  const [, reason] = checks.find(([certainty]) => certainty !== "yes") ?? [];
  return reason === undefined ? undefined : { statement, reason };
}

const tlsKey = "aws:securetransport";

const ranks: readonly Certainty[] = ["no", "maybe", "yes"];

const least = (all: readonly Certainty[]): Certainty =>
  ranks.find((rank) => all.includes(rank)) ?? "yes";

const most = (all: readonly Certainty[]): Certainty =>
  ranks.findLast((rank) => all.includes(rank)) ?? "no";

// An unreadable effect counts as Allow; a statement that is wholly unknown may be anything.
const effectOf = ({ effect, unknown }: Statement): Certainty => {
  if (unknown) return "maybe";
  return effect === "Deny" ? "yes" : "no";
};

// Exceptions by NotPrincipal leave somebody out: a denial is read at its narrowest.
function coversEverybody({ principals, unknown }: Statement): Certainty {
  if (unknown) return "maybe";
  return most(
    principals.map(({ type, entry }) => {
      if (entry.kind === "unknown") return "maybe";
      const isEverybody = entry.kind === "text" && entry.text === "*";
      return isEverybody && (type === "*" || type.toLowerCase() === "aws") ? "yes" : "no";
    }),
  );
}

// Conditions are ANDed: any other one lets some requests without TLS through.
function holdsWithoutTls({ conditions, conditionUnknown, unknown }: Statement): Certainty {
  if (unknown || conditionUnknown) return "maybe";
  return least(conditions.map(conditionHolds));
}

function conditionHolds({ operator, key, values }: Condition): Certainty {
  const name = operator.toLowerCase();
  // Without TLS there is no version, and IfExists holds where the key is missing.
  if (key === "s3:tlsversion") return name === "numericlessthanifexists" ? "yes" : "no";
  if (key !== tlsKey || !/^bool(ifexists)?$/.test(name)) return "no";
  return most(
    values.map((value) => {
      if (value.kind === "unknown") return "maybe";
      return value.kind === "text" && value.text.toLowerCase() === "false" ? "yes" : "no";
    }),
  );
}

function coversAction({ actions, notActions, unknown }: Statement, demanded: string): Certainty {
  if (unknown) return "maybe";
  const action = demanded.toLowerCase();
  if (notActions.length > 0) {
    return least(
      notActions.map((entry) =>
        unlessUnknown(entry, (text) => !intersects(text.toLowerCase(), action)),
      ),
    );
  }
  return most(
    actions.map((entry) => unlessUnknown(entry, (text) => covers(text.toLowerCase(), action))),
  );
}

function coversResource(
  { resources, notResources, unknown }: Statement,
  owner: StackResource,
  suffix: string,
): Certainty {
  if (unknown) return "maybe";
  if (notResources.length > 0) return "no";
  // A policy of exactly one resource may leave the element out.
  if (resources.length === 0) return "yes";
  return most(resources.map((entry) => isOf(entry, owner, suffix)));
}

function isOf(entry: Entry, owner: StackResource, suffix: string): Certainty {
  if (entry.kind === "unknown") return "maybe";
  if (entry.kind === "reference") {
    const isOwner = entry.ref === owner.name || entry.ref === owner.urn;
    return isOwner && (entry.suffix === suffix || entry.suffix === "*") ? "yes" : "no";
  }
  const { text } = entry;
  if (/^\*+$/.test(text)) return "yes";
  const keys = arnKeysOf(owner);
  if (keys.length === 0) return "maybe";
  return keys.some((key) => coversKey(text, `${key}${suffix}`)) ? "yes" : "no";
}

// Only service and resource part tell resources of a stack apart; the other parts are those of the pattern.
function coversKey(pattern: string, key: string): boolean {
  if (!hasWildcard(pattern)) return arnKey(pattern) === key;
  const [service = "", ...name] = key.split("|");
  const [scheme = "", partition = "", , region = "", account = ""] = pattern.split(":");
  const arn = [scheme, partition, service, region, account].map((part) =>
    hasWildcard(part) ? "x" : part,
  );
  return covers(pattern, `${arn.join(":")}:${name.join("|")}`);
}

const unlessUnknown = (entry: Entry, test: (text: string) => boolean): Certainty => {
  if (entry.kind === "unknown") return "maybe";
  return entry.kind === "text" && !isUnknown(entry.text) && test(entry.text) ? "yes" : "no";
};

/** The statement that meets a demand, as JSON text. */
export function denialFor({ owner, actions, suffixes }: Demand): string {
  const [key = ""] = arnKeysOf(owner);
  const [service = "", name] = key.split("|");
  const prefix = service === "s3" ? `arn:aws:s3:::` : `arn:aws:${service}:REGION:ACCOUNT:`;
  const resources =
    name === undefined ? ["*"] : suffixes.map((suffix) => `${prefix}${name}${suffix}`);
  return JSON.stringify({
    Sid: "TlsOnly",
    Effect: "Deny",
    Principal: "*",
    Action: actions,
    Resource: resources,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
}
