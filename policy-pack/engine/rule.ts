import type { DeclaredDocuments } from "./contract";
import type { Properties } from "./value";

/** A resource as rules see it. */
export interface JudgedResource {
  /** Unique name. */
  readonly urn: string;
  /** Type token. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Raw inputs; unknown values are sentinels. */
  readonly properties: Properties;
}

/** A resource with its place in the stack. */
export interface StackResource extends JudgedResource {
  /** URN of the parent. @default - none */
  readonly parent: string | undefined;
  /** URNs each property depends on. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
}

/** The whole stack as rules see it. */
export interface JudgedStack {
  /** Every resource. */
  readonly resources: readonly StackResource[];
  /** Resources of the given types. */
  readonly ofType: (...types: readonly string[]) => readonly StackResource[];
  /** The resources of the given types that a property refers to, by known name or by dependency. */
  readonly referred: (
    resource: StackResource,
    property: string,
    types: readonly string[],
  ) => readonly StackResource[];
}

/** What a check saw that keeps a resource from passing. No observation at all is a pass. */
export interface Observation {
  /** Whether the rule is violated, or could not be decided. */
  readonly verdict: "fail" | "undecided";
  /** JSON pointer of the property. */
  readonly path: string;
  /** One sentence: what is there, and why that is wrong or undecidable. */
  readonly message: string;
  /** A fix more exact than the rule's own. @default - the rule's fix */
  readonly fix?: string;
}

/** An observation about one resource of the stack. */
export interface StackObservation extends Observation {
  /** The resource it is about. */
  readonly resource: StackResource;
}

/** Limits of rules that pack configuration may change. */
export type Params = Readonly<Record<string, number>>;

/** What a check may use besides the resource. */
export interface CheckContext {
  /** Limits of the rule. */
  readonly params: Params;
  /** Documents that components declare. */
  readonly declared: DeclaredDocuments;
}

/** What every rule says about itself. */
export interface RuleMetadata {
  /** `family/short-name`, never reused. */
  readonly id: string;
  /** The rule in one line. */
  readonly title: string;
  /** How bad a violation is. */
  readonly severity: "low" | "medium" | "high" | "critical";
  /** Whether a violation stops a deployment. */
  readonly level: "advisory" | "mandatory";
  /** What an undecided verdict does: `fail` as a violation, `advise` without stopping. */
  readonly unknown: "fail" | "advise";
  /** Types it looks at. */
  readonly applies: readonly string[];
  /** Why it matters. */
  readonly why: string;
  /** What to do about a violation. */
  readonly fix: string;
  /** Controls it supports. */
  readonly frameworks: readonly string[];
  /** Limits and their defaults. */
  readonly params: Params;
  /** Version of the pack that introduced it. */
  readonly since: string;
  /** One case that passes and one that fails, for people. */
  readonly examples: { readonly pass: string; readonly fail: string };
}

/** A rule that one resource decides. */
export interface ResourceRule extends RuleMetadata {
  /** Discriminant. */
  readonly needs: "resource";
  /** Pure: no I/O, no clock. */
  readonly check: (resource: JudgedResource, context: CheckContext) => readonly Observation[];
}

/** A rule that needs several resources. */
export interface StackRule extends RuleMetadata {
  /** Discriminant. */
  readonly needs: "stack";
  /** Pure: no I/O, no clock. */
  readonly check: (stack: JudgedStack, context: CheckContext) => readonly StackObservation[];
}

/** Any rule. */
export type Rule = ResourceRule | StackRule;
