import { about } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { judgeLogGroup, logGroupOwners, logGroupsOf } from "../../retention/log-group-owners";

/** What writes logs writes to a declared log group. */
export const implicitLogGroup: StackRule = {
  id: "retain/implicit-log-group",
  title: "Functions, builds and APIs write to declared log groups",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: ["aws:cloudwatch/logGroup:LogGroup", ...logGroupOwners.map(({ type }) => type)],
  why: "A group that AWS creates by itself has no key of yours and keeps events for ever, and nothing in the program says so.",
  fix: "Declare the LogGroup before what writes to it, with kmsKeyId and retentionInDays.",
  decides:
    "The group that a function, build or API names, or the one AWS would create for it, is declared in the stack.",
  cannotDecide:
    "Groups of other stacks are not seen, and reported; other services that create groups are not looked at.",
  frameworks: { ...familyFrameworks.retain, nist80053: ["AU-9", "AU-11", "SC-28"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a function orbit and a LogGroup named /aws/lambda/orbit",
    fail: "a function without a log group",
  },
  check: (stack) => {
    const groups = logGroupsOf(stack);
    return logGroupOwners.flatMap((owner) =>
      stack
        .ofType(owner.type)
        .flatMap((resource) => about(resource, judgeLogGroup(groups, resource, owner))),
    );
  },
};
