import { type Target, targetsIn } from "../../contract/targets";
import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";

/** Each declaration is about exactly one child of its component. */
export const target: StackRule = {
  id: "contract/target",
  title: "Declarations are about one child of their component",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [],
  why: "A declaration about nothing, or about somebody else's resource, is never compared with what is deployed.",
  fix: "Name a child of the component by its logical name, and the property that holds its document.",
  decides:
    "Whether each declared document has a child: a resource of that logical name, below the component by its parents, with that property.",
  cannotDecide: "Which child is meant where two of one name have the property.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'target: "orbit-send", a RolePolicy below the component',
    fail: 'target: "orbit-send", a RolePolicy of another component',
  },
  check: (stack, { declared }) => targetsIn(stack, declared).flatMap(judge),
};

function judge(found: Target): readonly StackObservation[] {
  const { document, component: resource, carriers } = found;
  const { id, path, property } = document;
  const common = { resource, path: `${path}/target`, value: `${document.target} ${property}` };
  if (carriers.length === 0) {
    return [{ ...common, verdict: "fail", message: `${id} ${faultOf(found)}.` }];
  }
  if (carriers.length === 1) return [];
  const types = carriers.map(({ type }) => type).join(" and ");
  const message = `${id} may be about ${types}, which share the name ${document.target}.`;
  return [
    { ...common, verdict: "undecided", message, fix: "Give each of them a name of its own." },
  ];
}

function faultOf({ document: { target: name, property }, namesakes, descendants }: Target): string {
  if (namesakes.length === 0) return `is about ${name}, which is not in the stack`;
  return descendants.length === 0
    ? `is about ${name}, which is not a descendant of the component`
    : `is about ${name}, which has no property ${property}`;
}
