import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, eachEntry, fail, hasWildcard } from "../../iam/check";
import { documentTypes } from "../../iam/locations";

/** No allowing statement may name actions by pattern or by exclusion. */
export const wildcardAction: ResourceRule = {
  id: "iam/wildcard-action",
  title: "No wildcard in allowed actions",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A pattern grants actions that nobody has listed, and actions that AWS adds later.",
  fix: "List the actions that are used, each in full.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Effect":"Allow","Action":["sqs:SendMessage"],"Resource":"arn:aws:sqs:eu-west-1:111122223333:orders"}',
    fail: '{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:eu-west-1:111122223333:orders"}',
  },
  check: checkAllows(
    ({ actions, notActions }) => [
      ...eachEntry(actions, (action, path) =>
        hasWildcard(action) ? [fail(path, `Action ${action} is a pattern.`)] : [],
      ),
      ...notActions
        .slice(0, 1)
        .map(({ path }) => fail(path, "NotAction allows every action but those listed.")),
    ],
    ["identity", "trust", "resource", "key", "endpoint", "lattice-auth"],
  ),
};
