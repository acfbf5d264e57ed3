import { companionsOf } from "../../engine/companions";
import {
  type Evidence,
  type JudgedStack,
  numberParam,
  type Reference,
  type StackObservation,
  type StackResource,
  type StackRule,
} from "../../engine/rule";
import { isUnknown, numberOf, read, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { longestGapDays } from "../../secret/schedule";

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
  fix: "Declare a SecretRotation for the secret, with a function and automaticallyAfterDays of 30 or fewer.",
  decides:
    "Whether each secret has a rotation that is on, is done by a function or by the partner that owns the secret, and happens often enough; rate and cron expressions are read. Secrets that their AWS service owns and rotates are accepted.",
  cannotDecide: "Whether the function works, and schedules with a nearest weekday or a year.",
  frameworks: { ...familyFrameworks.secret, nist80053: ["IA-5", "IA-5(1)", "SC-12"] },
  params: {
    maxDays: {
      type: "integer",
      description: "Longest time between two rotations, in days.",
      default: 30,
      minimum: 1,
    },
  },
  since: "0.1.0",
  examples: {
    pass: "a secret with a SecretRotation every 30 days",
    fail: "a secret without a SecretRotation",
  },
  check: (stack, context) => [
    ...judgeSecrets(stack),
    ...stack.ofType(rotationType).flatMap((rotation) => {
      const secret = stack.reference(rotation, ["secretId"], [secretType]);
      return judgeRotation(rotation, secret, numberParam(context, "maxDays"));
    }),
  ],
};

function judgeSecrets(stack: JudgedStack): readonly StackObservation[] {
  const { of, perhaps } = companionsOf(stack, {
    types: [rotationType],
    property: "secretId",
    owners: [secretType],
  });
  return stack
    .ofType(secretType)
    .filter((secret) => of(secret).length === 0)
    .flatMap((secret) => judgeUnrotated(secret, perhaps(secret)));
}

// Services name the secrets they own and rotate with an exclamation mark, such as `rds!db-…`. Programs cannot:
// Secrets Manager API reference, CreateSecret, allows letters, digits and /_+=.@- in a name.
const ownedByService = /^[a-z-]+!/;

function judgeUnrotated(
  resource: StackResource,
  evidence: readonly Evidence[],
): readonly StackObservation[] {
  const { name } = resource.properties;
  if (ownedByService.test(textOf(name))) return [];
  const path = "";
  if (evidence.length > 0) {
    const message = "A rotation belongs to this secret or to another.";
    return [{ resource, verdict: "undecided", path, message, evidence }];
  }
  if (isUnknown(name)) {
    const message =
      "No rotation of this stack belongs to the secret, unless an AWS service owns it, which its unknown name would say.";
    return [{ resource, verdict: "undecided", path: "/name", message }];
  }
  const message = "No rotation of this stack belongs to the secret.";
  return [{ resource, verdict: "fail", path, message }];
}

function judgeRotation(
  resource: StackResource,
  secret: Reference,
  maxDays: number,
): readonly StackObservation[] {
  if (resource.properties["rotationEnabled"] === false) {
    const fix = "Remove rotationEnabled, and set rotationRules.";
    return [
      {
        resource,
        verdict: "fail",
        path: "/rotationEnabled",
        message: "Rotation is switched off.",
        fix,
      },
    ];
  }
  return [...judgeFunction(resource, secret), ...judgeSchedule(resource, maxDays)];
}

// A secret of the stack is nobody else's to rotate, unless a partner holds it.
function judgeFunction(resource: StackResource, { kind }: Reference): readonly StackObservation[] {
  const isGiven = (name: string): boolean => read(resource.properties, name).kind !== "absent";
  const isDone = isGiven("rotationLambdaArn") || isGiven("externalSecretRotationRoleArn");
  if (kind !== "resource" || isDone) return [];
  const fix = "Set rotationLambdaArn to the function that rotates the secret.";
  return [
    {
      resource,
      verdict: "fail",
      path: "/rotationLambdaArn",
      message: "No function rotates the secret.",
      fix,
    },
  ];
}

function judgeSchedule(resource: StackResource, maxDays: number): readonly StackObservation[] {
  const days = read(resource.properties, "rotationRules", "automaticallyAfterDays");
  const schedule = read(resource.properties, "rotationRules", "scheduleExpression");
  const every =
    days.kind === "known"
      ? numberOf(days.value)
      : schedule.kind === "known"
        ? longestGapDays(textOf(schedule.value))
        : undefined;
  const path = "/rotationRules";
  if (every === undefined || Number.isNaN(every)) {
    const isSet = days.kind !== "absent" || schedule.kind !== "absent";
    return isSet
      ? [{ resource, verdict: "undecided", path, message: "How often it rotates cannot be read." }]
      : [{ resource, verdict: "fail", path, message: "No schedule is set." }];
  }
  if (every <= maxDays) return [];
  const message = `Up to ${String(every)} days pass between two rotations, and ${String(maxDays)} are allowed.`;
  const fix = `Set automaticallyAfterDays to ${String(maxDays)} or fewer, or a schedule without a longer gap.`;
  return [{ resource, verdict: "fail", path, message, fix }];
}
