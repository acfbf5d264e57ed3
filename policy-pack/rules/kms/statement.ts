import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { namesCallers, staysInOrganization, strongest } from "../../iam/caller-limit";
import { undecided } from "../../iam/check";
import type { Statement } from "../../iam/document";
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
  check: eachAllow(["key"], (statement, { context }) => {
    const limit = strongest(
      namesCallers(statement.conditions),
      isForeignLimited(statement, context),
    );
    return limit === "met" ? [] : judge(statement, limit, context);
  }),
};

// An organization narrows a foreign account, but says nothing about who in our own.
const isForeignLimited = ({ conditions, principals }: Statement, context: CheckContext) =>
  principals.every((principal) => ownerOf(principal, context) !== "ours")
    ? staysInOrganization(conditions, context)
    : "unmet";

function ownerOf(principal: Statement["principals"][number], { accounts }: CheckContext) {
  const form = principalForm(principal);
  return form.kind === "account" ? ownership(form.account, accounts) : undefined;
}

function judge(
  statement: Statement,
  limit: "unmet" | "undecided",
  context: CheckContext,
): readonly Observation[] {
  return statement.principals.flatMap((principal): readonly Observation[] => {
    const owner = ownerOf(principal, context);
    const { path } = principal.entry;
    if (owner === undefined) return [];
    if (owner !== "foreign" && !usesKey(statement) && !namesArn(statement)) return [];
    if (limit === "undecided")
      return [undecided(path, "The condition on who uses the key is unknown.")];
    return owner === "foreign" ? [foreign(path)] : [ownAccount(path, statement, context)];
  });
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
