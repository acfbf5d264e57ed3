import { edgeEndText } from "../../contract/edge-end";
import type { DeclaredEdge } from "../../engine/contract";
import type { CheckContext, StackObservation, StackResource, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { gapsOf } from "../../iam/effective/gaps";
import { actionsOf, holdingsOf } from "../../iam/effective/holdings";
import { principalsOf } from "../../iam/effective/principals";
import { memberTypes } from "../../network/member-types";
import { groupRuleTypes } from "../../network/rules";
import { networkShortfalls, type Shortfall } from "../../reach/edge-layers";
import { latticeShortfalls } from "../../reach/lattice-layers";
import { mayHold } from "../../reach/loose-holders";
import { type ReachModel, reachModel } from "../../reach/model";
import { pathTypes } from "../../reach/path-types";

/** Every declared edge works, in all the layers it names. */
export const edgeIncomplete: StackRule = {
  id: "reach/edge-incomplete",
  title: "Declared edges are open in every layer they name",
  severity: "low",
  level: "advisory",
  onUndecided: "warn",
  needs: "stack",
  applies: [...new Set([...groupRuleTypes, ...Object.keys(memberTypes), ...pathTypes])],
  why: "An edge that works in some layers only is a permission nobody uses, and an outage that invites somebody to open more than is missing.",
  fix: "Open the missing layer for this edge alone, or remove the edge.",
  decides:
    "Whether groups of both sides, network ACLs with replies, routes, and for VPC Lattice the association, both auth policies and the caller's own policy let a declared edge work, method and path included.",
  cannotDecide:
    "Edges to managed prefix lists and services of AWS are not followed; a prefix list of AWS that a rule names is taken to be that of VPC Lattice.",
  frameworks: familyFrameworks.reach,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "an edge orbit → axon on tcp 8443, where both groups name each other on that port",
    fail: "an edge orbit → axon on tcp 8443, where the group of axon does not admit orbit",
  },
  check: (stack, context) => {
    const model = reachModel(stack, context);
    return context.declared.edges.flatMap((edge) =>
      observe(model, edge, shortfallsOf(model, context, edge)),
    );
  },
};

function shortfallsOf(
  model: ReachModel,
  context: CheckContext,
  edge: DeclaredEdge,
): readonly Shortfall[] {
  switch (edge.via) {
    case "network":
    case "app-mesh":
      return networkShortfalls(model, edge);
    case "lattice":
      return latticeShortfalls(model, context, edge);
    case "identity":
      return identityShortfalls(model, context, edge);
  }
}

function identityShortfalls(
  { stack, nodes }: ReachModel,
  context: CheckContext,
  { from, actions }: DeclaredEdge,
): readonly Shortfall[] {
  if (from.kind !== "service") return [];
  const owned = nodes.ownership.resourcesOf(from.name);
  const own = new Set<StackResource | undefined>(owned);
  const everybody = principalsOf(stack, context);
  const principals = everybody.filter(({ resource }) => own.has(resource));
  return actions
    .map((action) => ({ action, asked: actionsOf([action]) }))
    .filter(({ asked }) => principals.flatMap((each) => holdingsOf(each, asked)).length < 1)
    .map(({ action, asked }) => ({
      text: `no role of ${from.name} is allowed ${action}`,
      isUndecided:
        principals.some((each) => gapsOf(each, asked).length > 0) ||
        owned.some((each) => mayHold(everybody, each, asked)),
    }));
}

function observe(
  { stack }: ReachModel,
  { component, path, id, from, to }: DeclaredEdge,
  shortfalls: readonly Shortfall[],
): readonly StackObservation[] {
  const resource = stack.byUrn(component);
  if (shortfalls.length === 0 || resource === undefined) return [];
  const texts = [...new Set(shortfalls.map(({ text }) => text))].join("; ");
  const isCertain = shortfalls.some(({ isUndecided }) => !isUndecided);
  return [
    {
      resource,
      verdict: isCertain ? "fail" : "undecided",
      path,
      message: `Edge ${id} from ${edgeEndText(from)} to ${edgeEndText(to)} is not open in every layer: ${texts}.`,
      value: id,
    },
  ];
}
