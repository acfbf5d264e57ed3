import type { JudgedStack, StackResource } from "../../engine/rule";
import type { Condition, Entry, Statement } from "../statement";
import { hasUnknownName } from "./arn-patterns";
import { policyType } from "./attachment-types";
import { speaksOf } from "./reach";
import { all, any, decided, type Truth } from "./truth";

/** Condition key with the boundary that a request sets, in lower case. */
const boundaryKey = "iam:permissionsboundary";

const equals = /^(?:ForAnyValue:)?(?:StringEquals|StringLike|ArnEquals|ArnLike)$/i;
const differs = /^(?:StringNotEquals|StringNotLike|ArnNotEquals|ArnNotLike)(?:IfExists)?$/i;

/** Whether a statement demands that whoever is created, or bounded anew, gets the given boundary. */
export function demandsBoundary(
  { stack, boundary }: { stack: JudgedStack; boundary: StackResource },
  {
    statement,
    action,
    statements,
  }: {
    statement: Statement;
    action: string;
    statements: readonly Statement[];
  },
): Truth {
  const isSame = (condition: Condition): Truth =>
    condition.key === boundaryKey
      ? all(condition.values.map((value) => names(stack, value, boundary)))
      : "no";
  const asked = statement.conditions.filter(({ operator }) => equals.test(operator)).map(isSame);
  const denied = statements
    .filter(({ effect }) => effect === "Deny")
    .flatMap((denial) => {
      const [condition, ...more] = denial.conditions;
      if (condition === undefined || more.length > 0 || !differs.test(condition.operator))
        return [];
      return [all([speaksOf(denial, action.toLowerCase()), isSame(condition)])];
    });
  const doubt: Truth = statement.conditionUnknown ? "maybe" : "no";
  return any([...asked, ...denied, doubt]);
}

function names(stack: JudgedStack, value: Entry, boundary: StackResource): Truth {
  if (value.kind === "unknown") return "maybe";
  if (value.kind === "reference") {
    return decided(value.ref === boundary.name || value.ref === boundary.urn);
  }
  if (hasUnknownName(boundary)) return "maybe";
  return decided(stack.named(value.text, [policyType]).includes(boundary));
}
