import { classDeeds, classesOf } from "../../coverage/classes";
import { exposureOf, packageOf } from "../../coverage/coverage";
import { templateOf } from "../../coverage/templates";
import { anyType } from "../../engine/judge";
import type { StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Every type that matters is looked at by a rule. */
export const notCovered: StackRule = {
  id: "coverage/not-covered",
  title: "Types that matter are looked at by a rule",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "stack",
  applies: [anyType],
  why: "No rule looks at resources of this type: that nothing was found says nothing about them.",
  fix: "Review them by hand, or add a rule for the type.",
  decides:
    "Which AWS types of the stack hold data, grant permission, carry traffic or run code without any rule that looks at them; a type nobody has classified counts as all of these. One finding stands for all resources of a type.",
  cannotDecide:
    "Whether the rules that look at a type say all there is to say about it: one rule is enough to count as covered.",
  frameworks: familyFrameworks.coverage,
  params: {},
  since: "0.1.0",
  examples: {
    pass: "an SQS queue, which several rules look at",
    fail: "a type of a newer provider that the pack does not know",
  },
  check: ({ resources }, { coveredTypes }) => {
    const byType = new Map<string, [StackResource, ...StackResource[]]>();
    for (const resource of resources) {
      const { type } = resource;
      if (coveredTypes.has(type) || templateOf(type) !== undefined) continue;
      if (packageOf(type) !== "aws" || exposureOf(resource, noneForeign).length === 0) continue;
      const same = byType.get(type);
      if (same === undefined) byType.set(type, [resource]);
      else same.push(resource);
    }
    return [...byType].map(([type, [first, ...others]]) =>
      observationOf(type, first, others.length + 1),
    );
  },
};

// Resources of other providers are reported by coverage/other-provider.
const noneForeign: ReadonlySet<string> = new Set();

function observationOf(type: string, resource: StackResource, count: number): StackObservation {
  const deeds = classesOf(type)?.map((each) => classDeeds[each]);
  const reason = deeds === undefined ? "is not classified, so it may do anything" : listed(deeds);
  const message = `${type} ${reason}, and no rule looks at it (${String(count)} in this stack).`;
  return { resource, verdict: "fail", path: "", value: type, message };
}

const listed = (deeds: readonly string[]): string =>
  [deeds.slice(0, -1), deeds.slice(-1)]
    .filter((list) => list.length > 0)
    .map((list) => list.join(", "))
    .join(" and ");
