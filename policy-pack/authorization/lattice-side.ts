import type { StackResource } from "../engine/rule";
import { isUnknown } from "../engine/value";
import { all, any, not, type Truth } from "../iam/effective/truth";
import { latticeTypes } from "../mesh/lattice-types";
import type { World } from "./known-arns";
import { policiesOfResource } from "./policies";
import { allowance, fact, type Requirement, unless } from "./requirements";
import { type Question, type Ruling, rulingOf } from "./rulings";

/** What VPC Lattice asks for and says. */
export interface LatticeSide {
  /** Whether anybody asks who calls; where nobody does, requests need no signature. */
  readonly isAsked: Truth;
  /** That the auth policies of network and service allow the request. */
  readonly requirements: readonly Requirement[];
  /** What may deny it. */
  readonly rulings: readonly Ruling[];
}

const { service, network } = latticeTypes;

/** Whether a request is a call of a service of VPC Lattice. */
export const isInvocation = ({ action, request }: Question): boolean =>
  action === "vpc-lattice-svcs:invoke" && request.resource?.type === service;

/**
 * VPC Lattice User Guide, "Control access to VPC Lattice services using auth policies": identity policy, the
 * network's and the service's auth policy all have to allow, where the auth type is AWS_IAM; without an auth policy
 * such a network or service lets nobody pass.
 */
export function latticeSide(world: World, question: Question, target: StackResource): LatticeSide {
  const { gates = [] } = question.request;
  const passed = gates.filter(({ type }) => type === network);
  const networks = passed.length > 0 ? passed : networksOf(world, target);
  const doors = networks.map((each) => doorOf(world, question, each));
  const own = doorOf(world, question, target);
  const [only, ...others] = doors;
  return {
    isAsked: any([own.isAsked, ...doors.map(({ isAsked }) => isAsked)]),
    requirements: [...(only === undefined ? [] : [oneOf([only, ...others])]), own.requirement],
    rulings: [own, ...(others.length === 0 ? doors : [])].map(({ ruling }) => ruling),
  };
}

/** The service networks that a VPC Lattice service is reached through. */
export function networksOf({ stack }: World, target: StackResource): readonly StackResource[] {
  return stack
    .ofType("aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation")
    .filter((association) =>
      stack.referred(association, "serviceIdentifier", [target.type]).includes(target),
    )
    .flatMap((association) => stack.referred(association, "serviceNetworkIdentifier", [network]));
}

/** Whether anybody asks who calls a service, itself or a network of it. */
export const asksCaller = (world: World, target: StackResource): Truth =>
  any([target, ...networksOf(world, target)].map(asksWho));

interface Door {
  readonly isAsked: Truth;
  readonly requirement: Requirement;
  readonly ruling: Ruling;
}

function doorOf(world: World, question: Question, owner: StackResource): Door {
  const isAsked = asksWho(owner);
  const policies = isAsked === "no" ? [] : policiesOfResource(world, owner);
  const ruling = rulingOf(policies, question);
  return {
    isAsked,
    ruling,
    requirement: unless(allowance({ ruling, kind: "auth policy", owner }), not(isAsked)),
  };
}

function asksWho({ properties }: StackResource): Truth {
  const { authType } = properties;
  if (isUnknown(authType)) return "maybe";
  return authType === "AWS_IAM" ? "yes" : "no";
}

// A service in several networks is reached through any of them.
function oneOf(doors: readonly Door[]): Requirement {
  const [first, ...others] = doors;
  if (first !== undefined && others.length === 0) return first.requirement;
  const open = doors.map(({ requirement, ruling }) => ({
    ...requirement,
    truth: all([requirement.truth, not(ruling.denies)]),
  }));
  return (
    open.find(({ truth }) => truth === "yes") ??
    open.find(({ truth }) => truth === "maybe") ??
    open[0] ??
    fact("yes", "a service network")
  );
}
