/** What can be wrong with a policy bundle. */
export type BundleProblemCode =
  /** A name or id that the bundle does not define, or defines in two ways. */
  | "reference"
  /** The Cedar schema does not parse. */
  | "schema"
  /** A policy that does not parse, or that strict validation objects to. */
  | "policy"
  /** A policy whose scope is wider than, or outside, what the service graph can say. */
  | "scope"
  /** A policy in the slice of another principal, or missing in a slice that it is about. */
  | "slice"
  /** An expression that is too deep or too long to be evaluated with certainty. */
  | "shape"
  /** A policy that errs, or takes the engine down, when it is evaluated. */
  | "evaluation"
  /** A known decision that does not come out as it must. */
  | "self-test";

/** One thing that is wrong with a policy bundle. */
export interface BundleProblem {
  /** Kind of the problem. */
  readonly code: BundleProblemCode;
  /** Where it is: a path in the bundle, such as `policies.orbit.orbit-to-axon-reason-1`. */
  readonly where: string;
  /** What is wrong, what is allowed, and how to put it right. */
  readonly message: string;
}
