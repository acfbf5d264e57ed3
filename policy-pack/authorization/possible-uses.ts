import type { JudgedStack, StackResource } from "../engine/rule";
import { type ArnIndex, arnIndex } from "../iam/effective/arn-index";
import { arnPatternsOf, takesIn } from "../iam/effective/arn-patterns";
import { principalTypes } from "../iam/effective/attachment-types";
import { ownedTypes, usesOf, type Verb } from "../iam/effective/owned-things";
import { type Principal, principalsOf } from "../iam/effective/principals";
import { type Reach, reachesOf, speaksOf } from "../iam/effective/reach";
import { statementsOf } from "../iam/effective/sources";
import { principalForm } from "../iam/principal-forms";
import type { Entry, Statement } from "../iam/statement";
import { granteesOf, grantsOfKey } from "./grants";
import type { World } from "./known-arns";
import { asksCaller } from "./lattice-side";
import { ownedIndex } from "./named-resources";
import { policiesOfResource } from "./policies";

/** A use that something may grant. */
export interface PossibleUse {
  /** Role. */
  readonly role: StackResource;
  /** Resource. */
  readonly resource: StackResource;
  /** Action. */
  readonly action: string;
  /** What it does to the resource. */
  readonly verb: Verb;
  /** Statements of the role's own policies that may grant it. */
  readonly grants: readonly Statement[];
  /** Statements of the resource's policies that may admit the role. */
  readonly admissions: readonly Statement[];
}

/**
 * At least every use that AWS may not deny: what an identity policy or the policy of a resource speaks of, what a
 * grant of a key gives, what VPC Lattice lets everybody do, and everything where a policy cannot be read.
 */
export function possibleUses(world: World): readonly PossibleUse[] {
  const { stack } = world;
  const uses = new Uses();
  for (const principal of principalsOf(stack, world.context)) {
    const { kind, resource: role } = principal;
    if (kind === "role" && role !== undefined) addGrants(uses, stack, { role, principal });
  }
  const index = arnIndex(stack.ofType(principalTypes.role));
  for (const resource of stack.ofType(...ownedTypes)) {
    addAdmissions(uses, world, { resource, roles: index });
    for (const role of withoutPolicy(world, resource)) uses.addAll(role, resource);
  }
  return uses.found();
}

interface Found extends PossibleUse {
  readonly grants: Statement[];
  readonly admissions: Statement[];
}

class Uses {
  readonly #byRole = new Map<StackResource, Map<string, Found>>();

  found(): readonly PossibleUse[] {
    return [...this.#byRole.values()].flatMap((uses) => [...uses.values()]);
  }

  find(role: StackResource, resource: StackResource, action: string): Found | undefined {
    return this.#byRole.get(role)?.get(`${action}|${resource.urn}`);
  }

  add(role: StackResource, resource: StackResource, action: string): Found {
    const known = this.find(role, resource, action);
    if (known !== undefined) return known;
    const verb = usesOf(resource.type).get(action) ?? "read";
    const use: Found = { role, resource, action, verb, grants: [], admissions: [] };
    const own = this.#byRole.get(role) ?? new Map<string, Found>();
    this.#byRole.set(role, own.set(`${action}|${resource.urn}`, use));
    return use;
  }

  addAll(role: StackResource, resource: StackResource): void {
    for (const action of usesOf(resource.type).keys()) this.add(role, resource, action);
  }
}

const spokenUses = (statement: Statement, { type }: StackResource): readonly string[] =>
  [...usesOf(type).keys()].filter((action) => speaksOf(statement, action.toLowerCase()) !== "no");

interface Holder {
  readonly role: StackResource;
  readonly principal: Principal;
}

function addGrants(uses: Uses, stack: JudgedStack, { role, principal }: Holder): void {
  const { sources, gaps } = principal;
  const statements = sources.flatMap(statementsOf).filter(({ effect }) => effect === "Allow");
  const isUnread = sources.some(({ document }) => document.kind === "unknown");
  if (gaps.length > 0 || isUnread || statements.some(({ unknown }) => unknown)) {
    for (const resource of stack.ofType(...ownedTypes)) uses.addAll(role, resource);
  }
  for (const statement of statements) {
    for (const resource of reached(stack, statement)) {
      for (const action of spokenUses(statement, resource)) {
        uses.add(role, resource, action).grants.push(statement);
      }
    }
  }
}

function reached(stack: JudgedStack, statement: Statement): ReadonlySet<StackResource> {
  const index = ownedIndex(stack);
  const found = new Set<StackResource>();
  for (const reach of reachesOf(statement)) {
    const near =
      reach.kind === "entry" ? index.candidates(reach.entry) : stack.ofType(...ownedTypes);
    for (const resource of near) {
      if (mayTakeIn(reach, resource)) found.add(resource);
    }
  }
  return found;
}

/**
 * Whether a reach may take in a resource. What is excluded by name may still be reached in part, as an object of a
 * bucket is; and any ARN may be that of a resource which AWS names.
 */
export const mayTakeIn = (reach: Reach, resource: StackResource): boolean =>
  reach.kind === "complement" ||
  takesIn(reach, resource) !== "no" ||
  (reach.entry.kind === "text" && arnPatternsOf(resource).length === 0);

interface Target {
  readonly resource: StackResource;
  readonly roles: ArnIndex;
}

function addAdmissions(uses: Uses, world: World, target: Target): void {
  const documents = policiesOfResource(world, target.resource).map(({ document }) => document);
  const statements = documents.flatMap((document) =>
    document.kind === "known" ? document.statements : [],
  );
  const isUnread =
    documents.some(({ kind }) => kind === "unknown") || statements.some(({ unknown }) => unknown);
  if (isUnread) {
    for (const role of world.stack.ofType(principalTypes.role)) uses.addAll(role, target.resource);
  }
  for (const statement of statements) {
    if (statement.effect === "Allow") addAdmission(uses, world, { ...target, statement });
  }
}

function addAdmission(
  uses: Uses,
  world: World,
  { resource, roles, statement }: Target & { readonly statement: Statement },
): void {
  const isDelegated = delegates(statement);
  const admittedRoles = admitted(world, statement, roles);
  for (const action of spokenUses(statement, resource)) {
    for (const role of admittedRoles) {
      const use = isDelegated
        ? uses.find(role, resource, action)
        : uses.add(role, resource, action);
      use?.admissions.push(statement);
    }
  }
}

// The account as principal leaves it to identity policies: without one of these nobody is admitted (IAM User Guide,
// "AWS JSON policy elements: Principal").
const delegates = ({ principals, notPrincipals }: Statement): boolean =>
  notPrincipals.length === 0 &&
  principals.length > 0 &&
  principals.every((principal) => principalForm(principal).kind === "account");

const equals = /^(?:ForAnyValue:)?(?:StringEquals|StringLike|ArnEquals|ArnLike)$/i;

/** At least every role that a statement may admit: by name, or as part of the account or of everybody. */
function admitted(
  { stack }: World,
  { principals, notPrincipals, conditions }: Statement,
  roles: ArnIndex,
): readonly StackResource[] {
  const people = principals.filter(({ type }) => !/^(service|federated)$/i.test(type));
  if (people.length === 0 && notPrincipals.length === 0) return [];
  const [limit] = conditions.filter(
    ({ operator, key }) => key === "aws:principalarn" && equals.test(operator),
  );
  const named = (entries: readonly Entry[]) => [
    ...new Set(entries.flatMap((entry) => roles.candidates(entry))),
  ];
  if (limit !== undefined) return named(limit.values);
  const isExact = people.every(({ entry }) => namesRole(entry)) && notPrincipals.length === 0;
  return isExact ? named(people.map(({ entry }) => entry)) : stack.ofType(principalTypes.role);
}

const namesRole = (entry: Entry): boolean =>
  entry.kind === "reference" || (entry.kind === "text" && /:role\//.test(entry.text));

/** Roles that may use a resource though no policy speaks of them. */
function withoutPolicy(world: World, resource: StackResource): readonly StackResource[] {
  const { stack } = world;
  const roles = stack.ofType(principalTypes.role);
  switch (resource.type) {
    case "aws:vpclattice/service:Service":
      return asksCaller(world, resource) === "no" ? roles : [];
    case "aws:kms/key:Key":
      return grantsOfKey(world, resource).flatMap((grant) => granteesOf(world, grant) ?? roles);
    default:
      return [];
  }
}
