import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { staysInOrganization } from "../../iam/caller-limit";
import { hasWildcard, undecided } from "../../iam/check";
import { demand, oneOf } from "../../iam/condition-demands";
import type { Condition } from "../../iam/document";
import { type PermissionStatement, permissionStatement } from "../../iam/lambda-permission";
import { type PrincipalForm, principalForm } from "../../iam/principal-forms";
import { type SourceLimit, sourceLimit } from "../../iam/source-limit";
import { sourceFix } from "../../iam/source-verdict";

/** Permissions to invoke a function name their caller and, for a service, on whose behalf it calls. */
export const lambdaPermission: ResourceRule = {
  id: "resource/lambda-permission",
  title: "Functions name who may invoke them",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:lambda/permission:Permission"],
  why: "A service calls on behalf of any account unless its source is named.",
  fix: "Name the principal, and for a service set sourceAccount or sourceArn.",
  decides:
    "Whether the principal is everybody without an organization or source of ours, whether a service is tied to our account, whether a function URL asks for no authentication, and whether the action is a pattern.",
  cannotDecide:
    "A source ARN that is unknown, which resource/lambda-permission-source follows to its resource; whether a named account should be admitted.",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.1.0",
  examples: {
    pass: 'principal: "secretsmanager.amazonaws.com", sourceAccount: "111122223333"',
    fail: 'principal: "*"',
  },
  check: ({ properties }, context) => {
    const permission = permissionStatement(properties);
    return [
      ...(properties["functionUrlAuthType"] === "NONE"
        ? [openUrl]
        : judgePrincipal(permission, context)),
      ...judgeAction(permission),
    ];
  },
};

const openUrl: Observation = {
  verdict: "fail",
  path: "/functionUrlAuthType",
  message: "Everybody may call the function's URL without authentication.",
  fix: "Set functionUrlAuthType to AWS_IAM and name the principal.",
};

function judgeAction({ action }: PermissionStatement): readonly Observation[] {
  if (action.kind === "unknown") return [undecided(action.path, "The action is unknown.")];
  if (!hasWildcard(action.text)) return [];
  const fix = `Replace ${action.text} by lambda:InvokeFunction, or by the one action that is used.`;
  return [
    { verdict: "fail", path: action.path, message: `Action ${action.text} is a pattern.`, fix },
  ];
}

function judgePrincipal(
  permission: PermissionStatement,
  context: CheckContext,
): readonly Observation[] {
  const form = principalForm(permission.principal);
  const { path } = permission.principal.entry;
  switch (form.kind) {
    case "unknown":
      return [undecided(path, "The principal is unknown.")];
    case "everybody":
    case "pattern":
      return judgeEverybody(permission, context);
    case "service-pattern":
      return [{ verdict: "fail", path, message: "The principal is a pattern of services." }];
    case "service":
      return judgeService(form, permission, context);
    case "unreadable":
      return [undecided(path, "The principal has no form that AWS documents.")];
    default:
      return [];
  }
}

function judgeEverybody(
  { principal, conditions }: PermissionStatement,
  context: CheckContext,
): readonly Observation[] {
  const { path } = principal.entry;
  const organization = staysInOrganization(conditions, context);
  const source = sourceLimit(conditions, context);
  if (organization === "met" || source === "ours") return [];
  if (organization === "undecided" || source === "undecided") {
    return [undecided(path, "The organization or source that limits everybody is unknown.")];
  }
  const fix = "Name the account or service, or set principalOrgId to your organization.";
  return [{ verdict: "fail", path, message: "Everybody may invoke the function.", fix }];
}

function judgeService(
  { service }: Extract<PrincipalForm, { kind: "service" }>,
  { principal, conditions }: PermissionStatement,
  context: CheckContext,
): readonly Observation[] {
  const { path } = principal.entry;
  const decided = conditions.filter((condition) => !isOpenSource(condition));
  const limit = sourceLimit(decided, context);
  if (limit === "ours" || hasToken(conditions)) return [];
  if (limit === "undecided") {
    return [undecided(path, `The account that limits ${service} is unknown.`)];
  }
  const isFollowed = decided.length < conditions.length && !names(conditions, "aws:sourceaccount");
  // The ARN of a bucket holds no account, so an unknown one cannot decide anything.
  if (isFollowed && service !== "s3") return [];
  return [
    complaint(path, service, {
      isBucket: names(conditions, "aws:sourcearn") && service === "s3",
      limit,
      context,
    }),
  ];
}

// A source that is unknown, or no ARN at all, is judged where sources are followed to their resources.
const isOpenSource = ({ key, values }: Condition): boolean =>
  key === "aws:sourcearn" &&
  values.every((value) => value.kind !== "text" || !value.text.startsWith("arn:"));

const names = (conditions: readonly Condition[], wanted: string): boolean =>
  conditions.some(({ key }) => key === wanted);

interface Complaint {
  readonly isBucket: boolean;
  readonly limit: SourceLimit;
  readonly context: CheckContext;
}

function complaint(
  path: string,
  service: string,
  { isBucket, limit, context }: Complaint,
): Observation {
  const message =
    isBucket || limit === "without-account"
      ? `${service} is limited by an ARN that holds no account, so whoever takes over its name is admitted.`
      : `${service} may invoke the function for any account.`;
  return { verdict: "fail", path, message, fix: sourceFix(context) };
}

// Alexa has no account; its skills are told apart by a token.
const hasToken = (conditions: readonly Condition[]): boolean =>
  demand(conditions, { isKey: oneOf("lambda:eventsourcetoken"), accepts: () => true }) !== "unmet";
