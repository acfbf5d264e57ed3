import type { CheckContext, JudgedStack, StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { permissionTypes } from "../../iam/effective/attachment-types";
import { isEverything } from "../../iam/effective/escalation";
import { passRole } from "../../iam/effective/escalation-paths";
import { gapObservations } from "../../iam/effective/gap-observations";
import { actionsOf, type Holding, holdingsOf, pairOf } from "../../iam/effective/holdings";
import { limitsService } from "../../iam/effective/passing";
import { principalsOf } from "../../iam/effective/principals";
import { isNamedReach, reachText } from "../../iam/effective/reach";
import { servicesOfRole } from "../../iam/effective/trusted-services";

const actions = actionsOf([passRole]);

/** A role may be handed over only by its name, and only to a named service. */
export const passRoleLimited: StackRule = {
  id: "iam/pass-role",
  title: "Roles are passed by name, and to named services",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: permissionTypes,
  why: "Whoever may pass a role to a service of their choice can run code with all that it allows.",
  fix: "Name each role in full and add StringEquals iam:PassedToService with the service that gets it.",
  decides:
    "Whether each iam:PassRole that takes effect, also one inside iam:Pass*, iam:* or NotAction, names its roles and limits the service.",
  cannotDecide:
    "It does not judge what a passed role may do; paths that need further actions are iam/privilege-escalation.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::111122223333:role/pay","Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}}',
    fail: '{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::111122223333:role/*"}',
  },
  check: (stack, context) => {
    const principals = principalsOf(stack, context);
    const byPlace = new Map<string, Holding>();
    for (const holding of principals.flatMap((principal) => holdingsOf(principal, actions))) {
      if (isEverything(holding)) continue;
      const key = `${holding.source.carrier.urn}${holding.path}${holding.reach.path}`;
      const known = byPlace.get(key);
      if (known === undefined || known.certainty === "maybe") byPlace.set(key, holding);
    }
    return [
      ...[...byPlace.values()].flatMap((holding) => judge(stack, context, holding)),
      ...gapObservations(principals, actions),
    ];
  },
};

function judge(
  stack: JudgedStack,
  context: CheckContext,
  holding: Holding,
): readonly StackObservation[] {
  const named = isNamedReach(holding.reach);
  const limited = limitsService(holding.statement);
  if (named === "yes" && limited === "yes") return [];
  const isCertain = (named === "no" || limited === "no") && holding.certainty === "yes";
  const problem = named === "no" ? "covers roles that nobody named" : "leaves the service open";
  const doubt =
    holding.certainty === "maybe" ? holding.doubt : "the role or the service is unknown";
  return [
    {
      resource: holding.source.carrier,
      verdict: isCertain ? "fail" : "undecided",
      path: holding.path,
      message: isCertain
        ? `${pairOf(holding)} ${problem}.`
        : `Whether ${pairOf(holding)} is limited cannot be told: ${doubt}.`,
      fix: fixFor(holding, servicesOfRole(stack, context, holding.reach)),
      value: pairOf(holding),
      evidence: [{ urn: holding.source.carrier.urn, path: holding.reach.path }],
    },
  ];
}

function fixFor({ reach }: Holding, [service]: readonly string[]): string {
  const isNamed = isNamedReach(reach) === "yes";
  const condition = `Condition {"StringEquals": {"iam:PassedToService": "${service ?? "<service>.amazonaws.com"}"}}`;
  return isNamed
    ? `Add ${condition} to the statement.`
    : `Replace ${reachText(reach)} by the full ARN of each role that is passed, and add ${condition}.`;
}
