import { ownershipIn } from "../contract/ownership";
import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { type ArnIndex, arnIndex } from "../iam/effective/arn-index";
import { takesIn } from "../iam/effective/arn-patterns";
import { principalTypes } from "../iam/effective/attachment-types";
import { ownedTypes, usesOf, type Verb } from "../iam/effective/owned-things";
import { type Principal, principalsOf } from "../iam/effective/principals";
import { reachesOf, speaksOf } from "../iam/effective/reach";
import { statementsOf } from "../iam/effective/sources";
import { principalForm } from "../iam/principal-forms";
import type { Entry, Statement } from "../iam/statement";
import { favourableKeys, sparingKeys } from "./favourable-keys";
import type { World } from "./known-arns";
import { ownedIndex, suffixOf } from "./named-resources";
import type { AuthorizationRequest } from "./request";
import { networksOf, policyStatementsOf } from "./resource-policies";
import { answer, type Verdict } from "./verdicts";

/** What a role may do with a resource, under the conditions that suit it best. */
export interface Access extends Verdict {
  /** Role. */
  readonly role: StackResource;
  /** Services that the role belongs to; none for a role of the whole stack. */
  readonly from: readonly string[];
  /** Resource. */
  readonly resource: StackResource;
  /** Services that the resource belongs to. */
  readonly to: readonly string[];
  /** What is done to it. */
  readonly verb: Verb;
  /** By which action. */
  readonly action: string;
}

const known = new WeakMap<
  JudgedStack,
  { readonly key: object; readonly accesses: readonly Access[] }
>();

/**
 * Every use of something ownable that a statement may grant to a role of the stack, with AWS's answer. A use
 * that is not listed is denied: no identity policy of the role and no policy of the resource speaks of it.
 */
export function accessesIn(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared" | "accounts">,
): readonly Access[] {
  const cached = known.get(stack);
  if (cached?.key === context.declared.members) return cached.accesses;
  const world = { stack, context };
  const { ownersOf } = ownershipIn(stack, context.declared);
  const accesses = possibleUses(world).map((use): Access => {
    const { role, resource, action, verb } = use;
    return {
      ...answer(world, {
        who: role.name,
        purpose: `to ${verb} ${resource.name} by ${action}`,
        requests: requestsOf(world, use),
        subject: role,
        path: "",
      }),
      role,
      resource,
      action,
      verb,
      from: ownersOf(role),
      to: ownersOf(resource),
    };
  });
  known.set(stack, { key: context.declared.members, accesses });
  return accesses;
}

/** A use that some statement may grant. */
interface PossibleUse {
  readonly role: StackResource;
  readonly resource: StackResource;
  readonly action: string;
  readonly verb: Verb;
  /** Statements of the role's own policies. */
  readonly grants: { readonly statement: Statement; readonly suffix: string }[];
  /** Statements of the resource's policies. */
  readonly admissions: Statement[];
}

function possibleUses(world: World): readonly PossibleUse[] {
  const uses = new Map<string, PossibleUse>();
  const roles = principalsOf(world.stack, world.context).filter(({ kind }) => kind === "role");
  const useOf = (role: StackResource, resource: StackResource, action: string): PossibleUse => {
    const key = `${role.urn}|${resource.urn}|${action}`;
    const verb = usesOf(resource.type).get(action) ?? "read";
    const use = uses.get(key) ?? { role, resource, action, verb, grants: [], admissions: [] };
    uses.set(key, use);
    return use;
  };
  for (const principal of roles) {
    for (const { resource, action, statement, suffix } of grantsOf(world.stack, principal)) {
      const { resource: role } = principal;
      if (role !== undefined) useOf(role, resource, action).grants.push({ statement, suffix });
    }
  }
  const index = arnIndex(world.stack.ofType(principalTypes.role));
  for (const resource of world.stack.ofType(...ownedTypes)) {
    for (const { statement, action, role } of admissionsBy(world, resource, index)) {
      const use = uses.get(`${role.urn}|${resource.urn}|${action}`);
      // The account as principal leaves it to identity policies: without one of these nobody is admitted (IAM User
      // Guide, "AWS JSON policy elements: Principal", "AWS account principals").
      if (use === undefined && delegates(statement)) continue;
      (use ?? useOf(role, resource, action)).admissions.push(statement);
    }
  }
  return [...uses.values()];
}

interface Grant {
  readonly resource: StackResource;
  readonly action: string;
  readonly statement: Statement;
  readonly suffix: string;
}

function grantsOf(stack: JudgedStack, { sources }: Principal): readonly Grant[] {
  const index = ownedIndex(stack);
  return sources
    .flatMap(statementsOf)
    .filter(({ effect }) => effect === "Allow")
    .flatMap((statement) =>
      reachesOf(statement).flatMap((reach) => {
        const near =
          reach.kind === "entry" ? index.candidates(reach.entry) : stack.ofType(...ownedTypes);
        return near.flatMap((resource) =>
          spokenUses(statement, resource)
            .filter(() => takesIn(reach, resource) !== "no")
            .map((action) => ({
              resource,
              action,
              statement,
              suffix: reach.kind === "entry" ? suffixOf(reach.entry, resource) : "",
            })),
        );
      }),
    );
}

const spokenUses = (statement: Statement, { type }: StackResource): readonly string[] =>
  [...usesOf(type).keys()].filter((action) => speaksOf(statement, action.toLowerCase()) !== "no");

interface Admission {
  readonly role: StackResource;
  readonly action: string;
  readonly statement: Statement;
}

function admissionsBy(
  world: World,
  resource: StackResource,
  roles: ArnIndex,
): readonly Admission[] {
  return policyStatementsOf(world, resource)
    .filter(({ effect, unknown }) => effect === "Allow" && !unknown)
    .flatMap((statement) => {
      const actions = spokenUses(statement, resource);
      if (actions.length === 0) return [];
      return admitted(world, statement, roles).flatMap((role) =>
        actions.map((action) => ({ role, action, statement })),
      );
    });
}

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
  const limits = conditions.filter(
    ({ operator, key }) => key === "aws:principalarn" && equals.test(operator),
  );
  const [limit] = limits;
  const named = (entries: readonly Entry[]) => entries.flatMap((entry) => roles.candidates(entry));
  if (limit !== undefined) return [...new Set(named(limit.values))];
  const isExact = people.every(({ entry }) => namesRole(entry)) && notPrincipals.length === 0;
  if (!isExact) return stack.ofType(principalTypes.role);
  return [...new Set(named(people.map(({ entry }) => entry)))];
}

const namesRole = (entry: Entry): boolean =>
  entry.kind === "reference" || (entry.kind === "text" && /:role\//.test(entry.text));

/** The requests that suit the caller best, the most hopeful first: for each way in which statements may grant the use. */
function* requestsOf(world: World, use: PossibleUse): Generator<AuthorizationRequest> {
  const { role, resource, action, grants, admissions } = use;
  const denials = policyStatementsOf(world, resource).filter(({ effect }) => effect === "Deny");
  const sparing = sparingKeys(denials);
  const gates = action === "vpc-lattice-svcs:Invoke" ? networksOf(world, resource) : [];
  const asked = new Set<string>();
  for (const { statements, suffix } of waysOf(grants, admissions)) {
    const favourable = favourableKeys(statements);
    for (const keys of [favourable, { ...sparing, ...favourable }]) {
      const text = JSON.stringify([suffix, keys]);
      if (asked.has(text)) continue;
      asked.add(text);
      yield {
        caller: { kind: "role", role },
        action,
        resource,
        ...(suffix !== "" && { suffix }),
        keys,
        ...(gates.length > 0 && { gates }),
      };
    }
  }
}

interface Way {
  readonly statements: readonly Statement[];
  readonly suffix: string;
}

function waysOf(
  grants: PossibleUse["grants"],
  admissions: PossibleUse["admissions"],
): readonly Way[] {
  const own = grants.map(({ statement, suffix }) => ({ statements: [statement], suffix }));
  const byPolicy = admissions.map((statement) => ({ statements: [statement], suffix: "" }));
  const both = own.flatMap(({ statements, suffix }) =>
    admissions.map((admission) => ({ statements: [...statements, admission], suffix })),
  );
  return [...both, ...own, ...byPolicy];
}
