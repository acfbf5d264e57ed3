import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { namesCallers, staysInOrganization, strongest } from "../../iam/caller-limit";
import { undecided } from "../../iam/check";
import type { PrincipalEntry, Statement } from "../../iam/document";
import { eachAllow } from "../../iam/each-allow";
import { holding, isEveryKeyAction, use } from "../../iam/key-actions";
import { documentTypes } from "../../iam/locations";
import { ownership, principalForm } from "../../iam/principal-forms";

/** Every statement of a key policy that admits an account says which of its callers it means. */
export const keyStatement: ResourceRule = {
  id: "kms/statement",
  title: "Key policies say who may use a key",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "An account as principal, narrowed by a condition that everybody meets, opens the key to all of it.",
  fix: "Name the exact role ARN as principal, or limit the account by ArnEquals aws:PrincipalArn to exact role ARNs.",
  decides:
    "Whether a statement that admits another account, or lets an account use the key or narrows it by principal ARN, is limited to exact principal ARNs or an organization of ours. Use by our own account through a service only, or without any condition, is noted (mandatory in profile strict).",
  cannotDecide:
    "Which identity policies of the account use a delegation. Everybody as principal is a matter of iam/wildcard-principal, every action of kms/root-delegation.",
  frameworks: familyFrameworks.kms,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Principal":{"AWS":"111122223333"},"Condition":{"ArnEquals":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/reader"}}}',
    fail: '{"Principal":{"AWS":"111122223333"},"Condition":{"StringLike":{"aws:PrincipalArn":"*"}}}',
  },
  check: eachAllow(["key"], (statement, { context }) =>
    statement.principals.flatMap((principal) => judge(principal, statement, context)),
  ),
};

function judge(
  principal: PrincipalEntry,
  statement: Statement,
  context: CheckContext,
): readonly Observation[] {
  const { path } = principal.entry;
  const form = principalForm(principal);
  const asksMore = usesKey(statement) || namesArn(statement);
  if (form.kind === "unknown") return asksMore ? judgeUnknown(path, statement, context) : [];
  if (form.kind !== "account") return [];
  const owner = ownership(form.account, context.accounts);
  return owner === "foreign" || asksMore ? judgeAccount(path, owner, { statement, context }) : [];
}

interface Given {
  readonly statement: Statement;
  readonly context: CheckContext;
}

function judgeAccount(
  path: string,
  owner: ReturnType<typeof ownership>,
  { statement, context }: Given,
): readonly Observation[] {
  const callers = namesCallers(statement.conditions);
  // An organization narrows a foreign account, but says nothing about who in our own.
  const limit =
    owner === "ours"
      ? callers
      : strongest(callers, staysInOrganization(statement.conditions, context));
  if (limit === "met") return [];
  if (limit === "undecided") {
    return [undecided(path, "The condition on who uses the key is unknown.")];
  }
  return owner === "foreign" ? [foreign(path)] : [ownAccount(path, statement, context)];
}

// Without an organization, an unknown principal is a matter of iam/wildcard-principal.
function judgeUnknown(
  path: string,
  { conditions }: Statement,
  context: CheckContext,
): readonly Observation[] {
  const isNamed = namesCallers(conditions) !== "unmet";
  if (isNamed || staysInOrganization(conditions, context) !== "met") return [];
  const message =
    "Whether the principal is our own account, of which an organization says nothing, is unknown.";
  return [undecided(path, message)];
}

// Every action at once, by our own account, is AWS's default and a rule of its own.
const usesKey = (statement: Statement): boolean =>
  holding(statement, use).some(({ text }) => !isEveryKeyAction(text));

// A condition on the caller's ARN that names nobody is wrong whatever the statement allows.
const namesArn = ({ conditions }: Pick<Statement, "conditions">): boolean =>
  conditions.some(({ key }) => key.toLowerCase() === "aws:principalarn");

const foreign = (path: string): Observation => ({
  verdict: "fail",
  path,
  message: "The key is open to everybody in an account that is not ours.",
});

function ownAccount(
  path: string,
  { conditions }: Statement,
  { profile }: CheckContext,
): Observation {
  if (namesArn({ conditions })) {
    const message = "The condition on aws:PrincipalArn is a pattern, so it names nobody.";
    return { verdict: "fail", path, message };
  }
  const keys = conditions.map(({ key }) => key.toLowerCase());
  const how = keys.includes("kms:viaservice") ? "through a service" : "as identity policies say";
  return {
    verdict: "fail",
    path,
    message: `Everybody in the account may use the key, ${how}.`,
    ...(profile === "baseline" && { level: "advisory" as const }),
  };
}
