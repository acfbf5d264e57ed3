import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, pointer, type Value } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { groupRules, groupRuleTypes, groupTypes } from "../../network/rules";

/** Groups and rules say what they are for. */
export const missingDescription: ResourceRule = {
  id: "net/missing-description",
  title: "Security groups and their rules say what they are for",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "resource",
  applies: groupRuleTypes,
  why: "A rule without a purpose is never removed, because nobody knows who needs it.",
  fix: "Set description to the purpose of the group or rule.",
  decides: "Whether a group and each of its rules have a description that somebody wrote.",
  cannotDecide: "Whether the description is true.",
  frameworks: { ...familyFrameworks.net, nist80053: ["CM-7", "CM-8"], pciDss: ["1.2.5"], cis: [] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'description: "TLS from the service network"',
    fail: "a rule without description",
  },
  check: (resource): readonly Observation[] => {
    const rules = groupRules(resource).filter(
      ({ description, isUnknown: isHidden }) => !isHidden && isMissing(description),
    );
    const own = resource.type === groupTypes.group && isMissing(resource.properties["description"]);
    const group: Observation = {
      verdict: "fail",
      path: "/description",
      message: "The group does not say what it is for.",
    };
    return [
      ...(own ? [group] : []),
      ...rules.map(({ path, direction }): Observation => {
        const at = pointer([...path, "description"]);
        return {
          verdict: "fail",
          path: at,
          message: `This ${direction} rule does not say what it is for.`,
          value: pointer(path),
        };
      }),
    ];
  },
};

// The provider writes this text where there is none.
const placeholder = "Managed by Pulumi";

const isMissing = (value: Value | undefined): boolean =>
  !isUnknown(value) && (typeof value !== "string" || ["", placeholder].includes(value.trim()));
