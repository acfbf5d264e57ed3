import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, undecided } from "../../iam/check";
import { meaningOf, parseOperator } from "../../iam/condition-keys";
import { isPast } from "../../iam/condition-values";
import type { ClassifiedCondition, OurAccounts } from "../../iam/conditions";
import { classifyStatement } from "../../iam/conditions";
import type { Condition, PrincipalEntry, Statement } from "../../iam/document";
import { isEverybody } from "../../iam/grants";
import { type DocumentKind, documentTypes } from "../../iam/locations";
import { principalForm } from "../../iam/principal-forms";

/** A condition on who or where from must limit something. */
export const vacuousCondition: ResourceRule = {
  id: "iam/vacuous-condition",
  title: "Conditions limit what they name",
  severity: "medium",
  level: "mandatory",
  onUndecided: "warn",
  needs: "resource",
  applies: documentTypes,
  why: "A condition that everybody meets looks like a limit in every review, and is none.",
  fix: "Compare the key by StringEquals, ArnEquals or IpAddress with the exact values that are meant, or remove the condition.",
  decides:
    "Whether a condition of an Allow on who calls, where from or when is met by everybody: patterns that match all, negations, IfExists and ForAllValues, all addresses, keys the caller chooses, days that have passed.",
  cannotDecide:
    "Conditions on what is done or how. Statements for everybody are a matter of iam/wildcard-principal, which names the same reasons.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '"Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}',
    fail: '"Condition":{"StringLike":{"aws:PrincipalOrgID":"o-*"}}',
  },
  check: checkAllows(
    (statement, kind, { context }) => {
      if (statement.principals.some(isEverybody)) return [];
      const { who, each } = classifyStatement(statement, context);
      // Beside a condition that limits, another one only narrows further.
      if (who === "limiting") return [];
      const isOpen = who === "undecided" || statement.principals.some(isUnknownPrincipal);
      return each
        .filter(({ condition }) => !isJudgedByPrincipal(condition, statement, kind))
        .flatMap((one) => judge(one, context))
        .map(isOpen ? unsure : same);
    },
    ["identity", "trust", "resource", "key", "endpoint", "lattice-auth"],
  ),
};

// What a service or a key's account may do without a limit is said once, by the rules on who they act for:
// trust/service-source, resource/service-source, kms/service-source and kms/statement.
function isJudgedByPrincipal(
  { key }: Condition,
  { principals }: Statement,
  kind: DocumentKind,
): boolean {
  const kinds = principals.map((principal) => principalForm(principal).kind);
  const isSource = /^aws:source(?:account|arn|orgid|orgpaths)$/.test(key);
  return (
    (isSource && kinds.includes("service") && ["trust", "resource", "key"].includes(kind)) ||
    (kind === "key" && key === "aws:principalarn" && kinds.includes("account"))
  );
}

const isUnknownPrincipal = ({ entry }: PrincipalEntry): boolean => entry.kind === "unknown";
const same = (observation: Observation): Observation => observation;
const unsure = (observation: Observation): Observation => ({
  ...observation,
  verdict: "undecided",
});

function judge(
  { condition, who, reason }: ClassifiedCondition,
  { today }: OurAccounts,
): readonly Observation[] {
  const { path, operator, key } = condition;
  if (who === "undecided") {
    return [
      undecided(path, `Whether ${operator} on ${key} limits anything is unknown: ${reason}.`),
    ];
  }
  if (hasExpired(condition, today)) {
    const message = `The statement has expired: the day of ${key} has passed.`;
    const fix = "Remove the statement, or move the day.";
    return [{ verdict: "fail", path, message, fix, level: "advisory" }];
  }
  if (who !== "vacuous") return [];
  return [{ verdict: "fail", path, message: `The condition limits nothing: ${reason}.` }];
}

function hasExpired({ operator, key, values }: Condition, today: string): boolean {
  const { comparison } = parseOperator(operator);
  return (
    meaningOf(key) === "moment" &&
    comparison.startsWith("datelessthan") &&
    values.length > 0 &&
    values.every((value) => value.kind === "text" && isPast(value.text, today))
  );
}
