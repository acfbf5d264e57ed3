import type { CheckContext, Reference, StackResource } from "../engine/rule";
import { arnPatternsOf, hasUnknownName, takesIn } from "../iam/effective/arn-patterns";
import { gapsOf } from "../iam/effective/gaps";
import { actionsOf, holdingsOf } from "../iam/effective/holdings";
import { principalsOf } from "../iam/effective/principals";
import { all, any, decided, type Truth } from "../iam/effective/truth";
import { documentsOf } from "../iam/locations";
import { intersects } from "../iam/pattern";
import type { Entry, Statement } from "../iam/statement";
import { latticeTypes } from "../mesh/lattice-types";
import { lackingUnless, type Shortfall } from "./edge-layers";
import { mayHold } from "./loose-holders";
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
    const own = admissionTo(model, context, target);
    if (own.isUnknown) return [doubt("the auth policy of the service is unknown")];
    const admitted = roles.map((role) => own.of(role));
    const truth = any(admitted.map((each) => each.truth));
    if (truth !== "yes") {
      return lackingUnless(truth, `the auth policy of ${target.name} admits no role of ${from}`);
    }
    return admitted
      .filter((each) => each.truth === "yes")
      .flatMap(({ role, statements }) => [
        ...networkShortfalls(model, context, { target, role }),
        ...agreement(model, context, { target, role, statements }),
      ]);
  });
}

const lack = (text: string): Shortfall => ({ text, isUndecided: false });
const doubt = (text: string): Shortfall => ({ text, isUndecided: true });

/** A statement that admits a role, or may. */
interface Admitting {
  readonly statement: Statement;
  readonly truth: Truth;
}

/** Whether the auth policies of a service or network admit a role, and by which statements. */
function admissionTo({ stack }: ReachModel, context: CheckContext, target: StackResource) {
  const policies = stack.ofType(authPolicy).flatMap((policy) => {
    const truth = belongsTo(
      stack.reference(policy, ["resourceIdentifier"], [service, network]),
      target,
    );
    return truth === "no" ? [] : [{ policy, truth }];
  });
  const documents = policies.flatMap(({ policy, truth }) =>
    documentsOf(policy, context).map(({ document }) => ({ document, truth })),
  );
  const admitting = documents.flatMap(({ document, truth }) =>
    document.kind === "known"
      ? document.statements
          .filter(({ effect }) => effect === "Allow")
          .map((statement) => ({ statement, truth }))
      : [],
  );
  return {
    isUnknown: documents.some(({ document }) => document.kind === "unknown"),
    of: (role: StackResource) => {
      const statements = admitting
        .map(({ statement, truth }) => ({
          statement,
          truth: all([truth, admits(statement, role)]),
        }))
        .filter((each) => each.truth !== "no");
      return { role, statements, truth: any(statements.map((each) => each.truth)) };
    },
  };
}

function belongsTo(reference: Reference, target: StackResource): Truth {
  switch (reference.kind) {
    case "resource":
      return decided(reference.resource === target);
    case "unknown":
      return "maybe";
    case "ambiguous":
      return reference.candidates.includes(target) ? "maybe" : "no";
    case "foreign":
    case "absent":
      return "no";
  }
}

function admits(statement: Statement, role: StackResource): Truth {
  if (statement.unknown) return "maybe";
  const isSure = !statement.effectUnknown && !statement.conditionUnknown;
  return all([isSure ? "yes" : "maybe", invokes(statement), namesRole(statement, role)]);
}

const invokes = ({ actions }: Statement): Truth =>
  any(
    actions.map((entry) => {
      if (entry.kind === "unknown") return "maybe";
      return decided(
        entry.kind === "text" && intersects(entry.text.toLowerCase(), invoke.toLowerCase()),
      );
    }),
  );

// A condition on the caller's ARN names callers as a principal does.
function namesRole({ principals, conditions }: Statement, role: StackResource): Truth {
  const values = conditions
    .filter(({ key, operator }) => key === "aws:principalarn" && !/Not/.test(operator))
    .flatMap((condition) => condition.values);
  const entries = values.length > 0 ? values : principals.map(({ entry }) => entry);
  return any(entries.map((entry) => isRole(entry, role)));
}

function isRole(entry: Entry, role: StackResource): Truth {
  if (entry.kind === "unknown") return "maybe";
  if (entry.kind === "reference") return decided(entry.ref === role.name || entry.ref === role.urn);
  if (hasUnknownName(role)) return "maybe";
  return decided(arnPatternsOf(role).some((pattern) => intersects(entry.text, pattern)));
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
  const admitted = networks.map((each): Truth => {
    const admission = admissionTo(model, context, each);
    // A policy that is unknown as a whole is reported where it stands.
    return admission.isUnknown ? "yes" : admission.of(role).truth;
  });
  const what = `the auth policy of the service network does not admit ${role.name}`;
  return lackingUnless(any(admitted), what);
}

interface Agreed extends Caller {
  readonly statements: readonly Admitting[];
}

/** Whether the caller's own policy and the callee's auth policy speak of the same operations. */
function agreement(
  { stack }: ReachModel,
  context: CheckContext,
  { target, role, statements }: Agreed,
): readonly Shortfall[] {
  const principals = principalsOf(stack, context);
  const principal = principals.find(({ resource }) => resource === role);
  const holdings = principal === undefined ? [] : holdingsOf(principal, invocation);
  const own = holdings.filter(({ reach }) => takesIn(reach, target) !== "no");
  if (own.length === 0) {
    const isSeen = principal !== undefined && gapsOf(principal, invocation).length === 0;
    return isSeen && !mayHold(principals, role, invocation)
      ? [lack(`no policy of ${role.name} allows it to invoke ${target.name}`)]
      : [doubt(`the permissions of ${role.name} are unknown`)];
  }
  const held = own.flatMap(({ statement, reach, certainty }) =>
    operationsOf(statement, reach.kind === "entry" ? [reach.entry] : []).map(asFarAs(certainty)),
  );
  const admitted = statements.flatMap(({ statement, truth }) =>
    operationsOf(statement, statement.resources).map(asFarAs(truth)),
  );
  return [
    ...disagreeing(uncovered, { wanted: admitted, given: held }).map(
      put(`is admitted by the auth policy of ${target.name} and not allowed to ${role.name}`),
    ),
    ...disagreeing(unmatched, { wanted: held, given: admitted }).map(
      put(`is allowed to ${role.name} and not admitted by the auth policy of ${target.name}`),
    ),
  ];
}

const asFarAs =
  (truth: Truth) =>
  (operation: Operation): Operation => ({
    ...operation,
    isCertain: operation.isCertain && truth === "yes",
  });

interface Sides {
  readonly wanted: readonly Operation[];
  readonly given: readonly Operation[];
}

// What one side does not say may be said where the other is unknown.
function disagreeing(compare: typeof uncovered, { wanted, given }: Sides): readonly Operation[] {
  const isKnown = given.every(({ isCertain }) => isCertain);
  return compare(wanted, given).map((operation) => ({
    ...operation,
    isCertain: operation.isCertain && isKnown,
  }));
}

const put =
  (what: string) =>
  (operation: Operation): Shortfall =>
    operation.isCertain
      ? lack(`${describeOperation(operation)} ${what}`)
      : doubt(`perhaps ${describeOperation(operation)} ${what}`);
