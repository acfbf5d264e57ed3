import {
  numberParam,
  type StackObservation,
  type StackResource,
  type StackRule,
} from "../../engine/rule";
import { isUnknown, numberOf, read } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";

const secretType = "aws:secretsmanager/secret:Secret";
const rotationType = "aws:secretsmanager/secretRotation:SecretRotation";

/** Every secret rotates, often enough. */
export const secretRotation: StackRule = {
  id: "secret/rotation",
  title: "Secrets rotate",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [secretType, rotationType],
  why: "A secret that never changes is valid for ever once it has leaked.",
  fix: "Declare a SecretRotation for the secret with automaticallyAfterDays of 30 or fewer.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.secret,
  params: {
    maxDays: { type: "integer", description: "Days.", default: 90, minimum: 1 },
  },
  since: "0.1.0",
  examples: {
    pass: "a secret with a SecretRotation every 30 days",
    fail: "a secret without a SecretRotation",
  },
  check: (stack, context) => {
    const rotations = stack.ofType(rotationType);
    const rotated = rotations.flatMap((rotation) =>
      stack.referred(rotation, "secretId", [secretType]),
    );
    return [
      ...stack
        .ofType(secretType)
        .filter((secret) => !rotated.includes(secret))
        .map(
          (resource): StackObservation => ({
            resource,
            verdict: "fail",
            path: "",
            message: "No rotation of this stack belongs to the secret.",
          }),
        ),
      ...rotations.flatMap((rotation) => judgeSchedule(rotation, numberParam(context, "maxDays"))),
    ];
  },
};

function judgeSchedule(resource: StackResource, maxDays: number): readonly StackObservation[] {
  const path = "/rotationRules";
  const days = read(resource.properties, "rotationRules", "automaticallyAfterDays");
  const schedule = read(resource.properties, "rotationRules", "scheduleExpression");
  const rate = schedule.kind === "known" ? rateDays(schedule.value) : undefined;
  const every = days.kind === "known" ? numberOf(days.value) : rate;
  if (every === undefined || Number.isNaN(every)) {
    const isUndecidable =
      days.kind === "unknown" ||
      schedule.kind !== "absent" ||
      isUnknown(resource.properties["rotationRules"]);
    const message = isUndecidable ? "How often it rotates cannot be read." : "No schedule is set.";
    return [{ resource, verdict: isUndecidable ? "undecided" : "fail", path, message }];
  }
  if (every <= maxDays) return [];
  return [{ resource, verdict: "fail", path, message: `It rotates every ${String(every)} days.` }];
}

function rateDays(expression: unknown): number | undefined {
  const [, count, unit] =
    /^rate\((\d+) (hour|day)s?\)$/.exec(typeof expression === "string" ? expression : "") ?? [];
  if (count === undefined) return undefined;
  return unit === "hour" ? Number(count) / 24 : Number(count);
}
