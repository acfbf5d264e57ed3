import type { PresentRule } from "../../../runtime/containment/ports";
import { fieldAt, type JsonObject, jsonOf, objectOf } from "../../../runtime/json";

/** Statements of a policy. */
export function statementsOf(text: string | undefined): readonly JsonObject[] {
  const list = fieldAt(jsonOf(text ?? ""), "Statement");
  const statements: readonly unknown[] = Array.isArray(list) ? list : [];
  return statements.map((each) => objectOf(each) ?? {});
}

/** What rules allow and say, in one order. */
export const shownRules = (rules: readonly PresentRule[]): readonly string[] =>
  rules.map((rule) => JSON.stringify({ ...rule, id: "" })).sort();
