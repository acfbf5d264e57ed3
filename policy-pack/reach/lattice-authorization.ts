import type { CheckContext, StackResource } from "../engine/rule";
import { arnPatternsOf, takesIn } from "../iam/effective/arn-patterns";
import { gapsOf } from "../iam/effective/gaps";
import { actionsOf, holdingsOf } from "../iam/effective/holdings";
import { principalsOf } from "../iam/effective/principals";
import { documentsOf } from "../iam/locations";
import { intersects } from "../iam/pattern";
import type { Entry, Statement } from "../iam/statement";
import { latticeTypes } from "../mesh/lattice-types";
import type { Shortfall } from "./edge-layers";
import type { ReachModel } from "./model";
import {
  describeOperation,
  type Operation,
  operationsOf,
  uncovered,
  unmatched,
} from "./operations";

const { service, network, authPolicy, serviceAssociation } = latticeTypes;
const invoke = "vpc-lattice-svcs:Invoke";
const invocation = actionsOf([invoke]);
const roleType = "aws:iam/role:Role";

/** A call through VPC Lattice: who calls, and what is offered. */
export interface LatticeCall {
  /** Service that calls. */
  readonly from: string;
  /** Lattice services of the callee. */
  readonly offered: readonly StackResource[];
}

/** What a call lacks in authorisation: the auth policies of network and service, and the policy of the caller's role. */
export function authorizationShortfalls(
  model: ReachModel,
  context: CheckContext,
  { from, offered }: LatticeCall,
): readonly Shortfall[] {
  const roles = model.nodes.ownership.resourcesOf(from).filter(({ type }) => type === roleType);
  return offered.flatMap((target) => {
    const own = admittedBy(model, context, { target, roles });
    if (own.isUnknown) return [doubt("the auth policy of the service is unknown")];
    const callers = roles.filter((role) => own.statementsFor(role).length > 0);
    if (callers.length === 0)
      return [lack(`the auth policy of ${target.name} admits no role of ${from}`)];
    return callers.flatMap((role) => [
      ...networkShortfalls(model, context, { target, role }),
      ...agreement(model, context, { target, role, statements: own.statementsFor(role) }),
    ]);
  });
}

const lack = (text: string): Shortfall => ({ text, isUndecided: false });
const doubt = (text: string): Shortfall => ({ text, isUndecided: true });

interface Sought {
  readonly target: StackResource;
  readonly roles: readonly StackResource[];
}

/** The statements by which the auth policy of a service or network admits roles. */
function admittedBy({ stack }: ReachModel, context: CheckContext, { target }: Sought) {
  const documents = stack
    .ofType(authPolicy)
    .filter((policy) =>
      stack.referred(policy, "resourceIdentifier", [service, network]).includes(target),
    )
    .flatMap((policy) => documentsOf(policy, context));
  const statements = documents.flatMap(({ document }) =>
    document.kind === "known" ? document.statements : [],
  );
  const allows = statements.filter(({ effect, unknown }) => effect === "Allow" && !unknown);
  return {
    isUnknown: documents.some(({ document }) => document.kind === "unknown"),
    statementsFor: (role: StackResource): readonly Statement[] =>
      allows.filter((statement) => invokes(statement) && namesRole(statement, role)),
  };
}

const invokes = ({ actions }: Statement): boolean =>
  actions.some(
    (entry) => entry.kind === "text" && intersects(entry.text.toLowerCase(), invoke.toLowerCase()),
  );

// A condition on the caller's ARN names callers as a principal does.
function namesRole({ principals, conditions }: Statement, role: StackResource): boolean {
  const values = conditions
    .filter(({ key, operator }) => key === "aws:principalarn" && !/Not/.test(operator))
    .flatMap((condition) => condition.values);
  const entries = values.length > 0 ? values : principals.map(({ entry }) => entry);
  return entries.some((entry) => isRole(entry, role));
}

function isRole(entry: Entry, role: StackResource): boolean {
  if (entry.kind === "unknown") return false;
  if (entry.kind === "reference") return entry.ref === role.name || entry.ref === role.urn;
  return arnPatternsOf(role).some((pattern) => intersects(entry.text, pattern));
}

interface Caller {
  readonly target: StackResource;
  readonly role: StackResource;
}

// A network whose policy is elsewhere is not judged here.
function networkShortfalls(
  model: ReachModel,
  context: CheckContext,
  { target, role }: Caller,
): readonly Shortfall[] {
  const { stack } = model;
  const networks = stack
    .ofType(serviceAssociation)
    .filter((each) => stack.referred(each, "serviceIdentifier", [service]).includes(target))
    .flatMap((each) => stack.referred(each, "serviceNetworkIdentifier", [network]))
    .filter(({ properties }) => properties["authType"] === "AWS_IAM");
  if (networks.length === 0) return [];
  const admissions = networks.map((each) =>
    admittedBy(model, context, { target: each, roles: [] }),
  );
  const isOpen = admissions.some(
    ({ isUnknown, statementsFor }) => isUnknown || statementsFor(role).length > 0,
  );
  return isOpen ? [] : [lack(`the auth policy of the service network does not admit ${role.name}`)];
}

interface Agreed extends Caller {
  readonly statements: readonly Statement[];
}

/** Whether the caller's own policy and the callee's auth policy speak of the same operations. */
function agreement(
  { stack }: ReachModel,
  context: CheckContext,
  { target, role, statements }: Agreed,
): readonly Shortfall[] {
  const principal = principalsOf(stack, context).find(({ resource }) => resource === role);
  const holdings = principal === undefined ? [] : holdingsOf(principal, invocation);
  const own = holdings.filter(({ reach }) => takesIn(reach, target) !== "no");
  if (own.length === 0) {
    return principal !== undefined && gapsOf(principal, invocation).length > 0
      ? [doubt(`the permissions of ${role.name} are unknown`)]
      : [lack(`no policy of ${role.name} allows it to invoke ${target.name}`)];
  }
  const held = own.flatMap(({ statement, reach }) =>
    operationsOf(statement, reach.kind === "entry" ? [reach.entry] : []),
  );
  const admitted = statements.flatMap((statement) => operationsOf(statement, statement.resources));
  return [
    ...each(
      uncovered(admitted, held),
      `is admitted by the auth policy of ${target.name} and not allowed to ${role.name}`,
    ),
    ...each(
      unmatched(held, admitted),
      `is allowed to ${role.name} and not admitted by the auth policy of ${target.name}`,
    ),
  ];
}

const each = (operations: readonly Operation[], what: string): readonly Shortfall[] =>
  operations.map((operation) => lack(`${describeOperation(operation)} ${what}`));
