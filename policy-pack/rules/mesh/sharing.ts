import type { CheckContext, Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { checkAllows, undecided } from "../../iam/check";
import { limitOnWho } from "../../iam/conditions";
import type { PrincipalEntry } from "../../iam/document";
import { recipientOf } from "../../iam/recipient";
import { latticeTypes } from "../../mesh/lattice-types";

/** Resource policies share Lattice services and networks with our own accounts only. */
export const latticeSharing: ResourceRule = {
  id: "mesh/sharing",
  title: "VPC Lattice is not shared outside the organization",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [latticeTypes.resourcePolicy],
  why: "Who may associate a service or a network with a VPC of his own decides who can reach it.",
  fix: "Name accounts or the organization of ours as Principal, or remove the policy.",
  decides:
    "Whether resource policies of Lattice services and networks name accounts or organizations that are not ours.",
  cannotDecide:
    "Accounts are ours by pack configuration or by the provider's allowedAccountIds; shares through RAM are a matter of resource/sharing.",
  frameworks: { ...familyFrameworks.mesh, nist80053: ["AC-3", "AC-4", "AC-20", "AC-21"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'Principal: { AWS: "111122223333" }',
    fail: 'Principal: { AWS: "444455556666" }',
  },
  check: (resource, context) =>
    checkAllows(
      ({ conditions, conditionUnknown, principals }) => {
        const limits = conditionUnknown ? ["undecided"] : conditions.map(limitOnWho);
        if (limits.includes("limiting")) return [];
        const found = principals.flatMap((principal) => judge(principal, context));
        return limits.includes("undecided") ? found.map(perhapsLimited) : found;
      },
      ["resource"],
    )(resource, context),
};

const perhapsLimited = (observation: Observation): Observation => ({
  ...observation,
  verdict: "undecided",
  message: `${observation.message} Whether the condition keeps it among ours is unknown.`,
});

function judge({ entry }: PrincipalEntry, context: CheckContext): readonly Observation[] {
  if (entry.kind === "unknown") {
    return [undecided(entry.path, "Whom the policy shares with is unknown: it may be foreign.")];
  }
  // Everybody is reported by iam/wildcard-principal: one cause, one finding.
  if (entry.kind === "reference" || recipientOf(entry.text, context) !== "foreign") return [];
  const message = `The Lattice resource is shared with ${entry.text}, which is not ours.`;
  return [{ verdict: "fail", path: entry.path, message, value: entry.text }];
}
