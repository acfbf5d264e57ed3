import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, type Properties, read, textOf } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { isOurOrganization } from "../../iam/source-limit";

/** Event buses name who may send to them. */
export const eventPermission: ResourceRule = {
  id: "resource/event-permission",
  title: "Event buses name who may send events",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["aws:cloudwatch/eventPermission:EventPermission"],
  why: "Whoever may send events to a bus triggers whatever its rules start.",
  fix: "Set principal to one account id, or add a condition StringEquals on aws:PrincipalOrgID with your organization.",
  decides:
    "Whether the flat permission of an event bus admits everybody without a condition on an organization of ours.",
  cannotDecide: "Whether a named account should send events.",
  frameworks: familyFrameworks.resource,
  params: {},
  since: "0.2.0",
  examples: { pass: 'principal: "111122223333"', fail: 'principal: "*"' },
  check: ({ properties }, context) => {
    const path = "/principal";
    const { principal } = properties;
    if (isUnknown(principal)) {
      return [{ verdict: "undecided", path, message: "The principal is unknown." }];
    }
    if (textOf(principal) !== "*") return [];
    return judgeCondition(properties, context);
  },
};

function judgeCondition(
  properties: Properties,
  { organizations }: CheckContext,
): readonly Observation[] {
  const path = "/principal";
  const condition = ["type", "key", "value"].map((name) => read(properties, "condition", name));
  const open = condition.find((reading) => reading.kind === "unknown");
  if (open !== undefined) {
    return [{ verdict: "undecided", path: open.path, message: "The condition is unknown." }];
  }
  const [type, key, value] = condition.map((each) =>
    textOf(each.kind === "known" ? each.value : null),
  );
  const isLimited =
    type === "StringEquals" &&
    key?.toLowerCase() === "aws:principalorgid" &&
    isOurOrganization(textOf(value), organizations);
  return isLimited
    ? []
    : [{ verdict: "fail", path, message: "Everybody may send events to the bus." }];
}
