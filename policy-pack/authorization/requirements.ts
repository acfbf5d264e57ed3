import type { StackResource } from "../engine/rule";
import { any, type Truth } from "../iam/effective/truth";
import type { NamedAs } from "./callers-met";
import type { Policy } from "./policies";
import type { DecidingStatement, PolicyKind } from "./request";
import type { RuledStatement, Ruling } from "./rulings";

/** Something that has to allow a request. */
export interface Requirement {
  /** Whether it does. */
  readonly truth: Truth;
  /** The statements by which it does, or may; where one is missing when none does. */
  readonly evidence: readonly DecidingStatement[];
  /** What it is, in the middle of a sentence, such as `the key policy of keys-axon-data`. */
  readonly what: string;
}

/** Ways to an allowance: all requirements of one of them have to hold. The last is the one that usually does. */
export type Ways = readonly (readonly Requirement[])[];

/** What a requirement is made from. */
export interface Asked {
  /** What its policies say. */
  readonly ruling: Ruling;
  /** Kind of the policies. */
  readonly kind: PolicyKind;
  /** Resource whose policies they are. */
  readonly owner: StackResource;
  /** Ways of naming the caller that count. @default - all */
  readonly named?: readonly NamedAs[];
}

const allWays: readonly NamedAs[] = ["session", "everyone", "role", "account"];

/** That a policy allows the request, naming the caller in one of the given ways. */
export function allowance({ ruling, kind, owner, named = allWays }: Asked): Requirement {
  const truth = any(named.map((way) => ruling.allowsAs[way]));
  const isOne = ({ evidence, naming }: RuledStatement): boolean =>
    evidence.effect !== "Deny" && named.some((way) => naming[way] !== "no");
  const found = ruling.statements.filter(isOne);
  const certain = found.filter(({ certainty }) => certainty === "yes");
  const shown = (truth === "yes" && certain.length > 0 ? certain : found).map(
    ({ evidence }) => evidence,
  );
  return {
    truth,
    evidence: truth === "no" ? [missing(kind, owner)] : shown,
    what: `the ${kind} of ${owner.name}`,
  };
}

/** The place where a grant is missing. */
export const missing = (policy: PolicyKind, { name, urn }: StackResource): DecidingStatement => ({
  policy,
  carrier: name,
  urn,
  path: "",
  sid: undefined,
  effect: undefined,
});

/** That policies of a kind allow the request, unless there are none to ask. */
export function allowanceIfAny(policies: readonly Policy[], asked: Asked): readonly Requirement[] {
  return policies.length === 0 ? [] : [allowance(asked)];
}

/** A requirement of which only the truth is known. */
export const fact = (truth: Truth, what: string): Requirement => ({ truth, evidence: [], what });

/** A requirement that holds as well when something else does. */
export const unless = (requirement: Requirement, spared: Truth): Requirement => ({
  ...requirement,
  truth: any([requirement.truth, spared]),
});
