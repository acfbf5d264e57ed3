import type { StackResource } from "../engine/rule";
import { any } from "../iam/effective/truth";
import type { World } from "./known-arns";
import { type Policy, policiesOfRole, type RolePolicies, sessionPolicy } from "./policies";
import { allowance, allowanceIfAny, fact, missing, type Requirement } from "./requirements";
import { type Question, type Ruling, rulingOf } from "./rulings";

/** What the caller's own policies ask for and say. */
export interface CallerSide {
  /** That its identity policies allow the request. */
  readonly identity: Requirement;
  /** That boundary and session policy allow it. */
  readonly limits: readonly Requirement[];
  /** What may deny it. */
  readonly rulings: readonly Ruling[];
}

/** The caller's side of a request. */
export function callerSide(world: World, question: Question): CallerSide {
  const { caller } = question.request;
  switch (caller.kind) {
    case "role":
      return roleSide(policiesOfRole(world, caller.role), {
        role: caller.role,
        session: caller.session === undefined ? [] : [sessionPolicy(caller.role, caller.session)],
        question,
      });
    case "service":
      return {
        identity: fact("no", `an identity policy of ${caller.name}, which has none,`),
        limits: [],
        rulings: [],
      };
    case "foreign":
      return {
        identity: fact("yes", `the own policies of ${caller.arn}`),
        limits: [],
        rulings: [],
      };
  }
}

interface Session {
  readonly role: StackResource;
  readonly session: readonly Policy[];
  readonly question: Question;
}

function roleSide(policies: RolePolicies, { role, session, question }: Session): CallerSide {
  const { boundary, boundaryPolicies } = policies;
  const identity = rulingOf(policies.identity, question);
  const bounding = rulingOf(boundaryPolicies, question);
  const narrowing = rulingOf(session, question);
  const unseen = boundary.kind === "unseen" ? [unseenBoundary(role)] : [];
  return {
    identity: identityAllowance(policies, identity, role),
    limits: [
      ...unseen,
      ...allowanceIfAny(boundaryPolicies, {
        ruling: bounding,
        kind: "permissions boundary",
        owner: role,
      }),
      ...allowanceIfAny(session, { ruling: narrowing, kind: "session policy", owner: role }),
    ],
    rulings: [identity, bounding, narrowing, rulingOf(policies.denials, question)],
  };
}

const unseenBoundary = (role: StackResource): Requirement => ({
  truth: "maybe",
  evidence: [missing("permissions boundary", role)],
  what: `the permissions boundary of ${role.name}, which cannot be seen,`,
});

function identityAllowance(
  { gaps }: RolePolicies,
  ruling: Ruling,
  role: StackResource,
): Requirement {
  const known = allowance({ ruling, kind: "identity policy", owner: role });
  if (gaps.length === 0 || known.truth === "yes") return known;
  const evidence = gaps.map(({ carrier, path }) => ({
    ...missing("identity policy", carrier),
    path,
  }));
  return { ...known, truth: any([known.truth, "maybe"]), evidence };
}
