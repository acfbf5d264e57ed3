import type { Frameworks } from "../frameworks/frameworks";
import type { DeclaredDocuments } from "./contract";
import type { Properties, Value } from "./value";

/** Options of a resource that can keep a judged value from reaching AWS. */
export interface JudgedOptions {
  /** Property paths whose changes are ignored. */
  readonly ignoreChanges: readonly string[];
  /** Whether the resource cannot be deleted. */
  readonly protect: boolean;
}

/** A resource as rules see it. */
export interface JudgedResource {
  /** Unique name. */
  readonly urn: string;
  /** Type token, in the spelling that rules use. */
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** Raw inputs; unknown values are sentinels. */
  readonly properties: Properties;
  /** Resource options. */
  readonly options: JudgedOptions;
  /** URN of the parent. @default - none */
  readonly parent: string | undefined;
}

/** A resource with its place in the stack. */
export interface StackResource extends JudgedResource {
  /** URNs each property depends on. */
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  /** Outputs; in a preview most are unknown. */
  readonly outputs: Properties;
  /** Whether `properties` are the inputs; outputs stand in for inputs that were not seen. */
  readonly inputsSeen: boolean;
}

/** What a property refers to. Two candidates are never guessed between. */
export type Reference =
  | { readonly kind: "resource"; readonly resource: StackResource }
  | { readonly kind: "ambiguous"; readonly candidates: readonly StackResource[] }
  | { readonly kind: "foreign"; readonly name: string }
  | { readonly kind: "unknown" }
  | { readonly kind: "absent" };

/** The whole stack as rules see it. */
export interface JudgedStack {
  /** Every resource, sorted by URN. */
  readonly resources: readonly StackResource[];
  /** Resources of the given types. */
  readonly ofType: (...types: readonly string[]) => readonly StackResource[];
  /** The resource of a URN. */
  readonly byUrn: (urn: string) => StackResource | undefined;
  /** The resources that a known physical name, id or ARN belongs to. */
  readonly named: (name: string, types: readonly string[]) => readonly StackResource[];
  /** What one value of a property refers to: by known name or ARN, else by property dependency. */
  readonly reference: (
    resource: StackResource,
    path: readonly (string | number)[],
    types: readonly string[],
  ) => Reference;
  /** The resources of the given types that a property refers to, by known name or by dependency. */
  readonly referred: (
    resource: StackResource,
    property: string,
    types: readonly string[],
  ) => readonly StackResource[];
}

/** A place that supports a finding. */
export interface Evidence {
  /** Resource. */
  readonly urn: string;
  /** JSON pointer of the property. */
  readonly path: string;
}

/** What a check saw that keeps a resource from passing. No observation at all is a pass. */
export interface Observation {
  /** Whether the rule is violated, or could not be decided. */
  readonly verdict: "fail" | "undecided";
  /** JSON pointer of the property; into a document it goes on below the property that holds it. */
  readonly path: string;
  /** One sentence: what is there, and why that is wrong or undecidable. */
  readonly message: string;
  /** A fix more exact than the rule's own, with the corrected value. @default - the rule's fix */
  readonly fix?: string;
  /** What is waived with the finding, such as one action and resource. @default - the value at `path` */
  readonly value?: string;
  /** Other places that support it. @default - none */
  readonly evidence?: readonly Evidence[];
  /** Weaker level than the rule's own, where the same rule reports a note. @default - the rule's level */
  readonly level?: "advisory";
}

/** An observation about one resource of the stack. */
export interface StackObservation extends Observation {
  /** The resource it is about. */
  readonly resource: StackResource;
}

/** A limit of a rule that pack configuration may change. */
export interface Param {
  /** JSON type. */
  readonly type: "integer" | "boolean" | "string" | "array";
  /** Meaning and unit. */
  readonly description: string;
  /** Value unless configured. */
  readonly default: Value;
  /** Least number allowed. @default - none */
  readonly minimum?: number;
  /** Value in profile `strict`. @default - as `default` */
  readonly strict?: Value;
}

/** Limits of a rule as configured. */
export type ParamValues = Readonly<Record<string, Value>>;

/** What a check may use besides the resource. */
export interface CheckContext {
  /** Limits of the rule. */
  readonly params: ParamValues;
  /** Documents that components declare. */
  readonly declared: DeclaredDocuments;
  /** Accounts that are ours: from pack configuration and from providers' `allowedAccountIds`. */
  readonly accounts: ReadonlySet<string>;
  /** Organizations that are ours, such as `o-a1b2c3d4e5`: from pack configuration. */
  readonly organizations: ReadonlySet<string>;
  /** Types that rules in force look at; what they say of a type is not weighed. */
  readonly coveredTypes: ReadonlySet<string>;
  /** The day of judging, as `YYYY-MM-DD`; rules read no clock. */
  readonly today: string;
  /** Profile in force. */
  readonly profile: Profile;
  /** Whether this is an update: values are then known before they are created. */
  readonly isUpdate: boolean;
}

/** A named set of rule settings. */
export type Profile = "baseline" | "strict";

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
  /** Level in profile `strict`. @default - `level` */
  readonly strictLevel?: "mandatory";
  /**
   * What an undecided verdict does: `fail` as a violation, `warn` without stopping, `defer` warns in a
   * preview and fails in an update, where values are known before creation.
   */
  readonly onUndecided: "fail" | "warn" | "defer";
  /** Types it looks at, in the spelling of `engine/type-names.ts`. */
  readonly applies: readonly string[];
  /** Why it matters. */
  readonly why: string;
  /** What to do about a violation. */
  readonly fix: string;
  /** What it decides, in one or two sentences for people. */
  readonly decides: string;
  /** What it cannot decide or does not look at, in one or two sentences for people. */
  readonly cannotDecide: string;
  /** Controls it supports. */
  readonly frameworks: Frameworks;
  /** Limits and their defaults. */
  readonly params: Readonly<Record<string, Param>>;
  /** Version of the pack that introduced it. */
  readonly since: string;
  /** One case that passes and one that fails, for people. */
  readonly examples: { readonly pass: string; readonly fail: string };
  /** Whether no waiver may hide a finding of it. @default false */
  readonly isUnwaivable?: true;
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

/** A configured limit as a number. */
export function numberParam({ params }: Pick<CheckContext, "params">, name: string): number {
  const value = params[name];
  return typeof value === "number" ? value : Number.NaN;
}

/** A configured limit as a list of text. */
export function textsParam(
  { params }: Pick<CheckContext, "params">,
  name: string,
): readonly string[] {
  const value = params[name];
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is string => typeof item === "string");
}
