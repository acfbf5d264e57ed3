import type { Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, pointer, type Value } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { groupRules, groupRuleTypes, groupTypes, type Path } from "../../network/rules";

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
    const { type, properties } = resource;
    const group = type === groupTypes.group ? judge(properties["description"], [], "group") : [];
    const rules = groupRules(resource).filter((rule) => !rule.isUnknown);
    return [
      ...group,
      ...rules.flatMap(({ path, direction, description }) =>
        judge(description, path, `${direction} rule`),
      ),
    ];
  },
};

// The provider writes this text where there is none.
const placeholder = "Managed by Pulumi";

function judge(value: Value | undefined, path: Path, noun: string): readonly Observation[] {
  const at = pointer([...path, "description"]);
  const waived = pointer(path);
  if (isUnknown(value)) {
    const message = `What this ${noun} is for is unknown.`;
    return [{ verdict: "undecided", path: at, message, value: waived }];
  }
  if (typeof value === "string" && !["", placeholder].includes(value.trim())) return [];
  const message = `This ${noun} does not say what it is for.`;
  return [{ verdict: "fail", path: at, message, value: waived }];
}
