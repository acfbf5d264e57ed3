import { anyType } from "../engine/judge";
import type { Rule, StackResource } from "../engine/rule";
import { allClasses, classesOf, type TypeClass } from "./classes";
import { templateOf } from "./templates";

/** How much of a stack the rules looked at. */
export interface CoverageCounts {
  /** Resources of the stack. */
  readonly seen: number;
  /** Resources that a rule for their type looked at. */
  readonly judged: number;
  /** Resources that matter and that no rule for their type looks at, opaque ones included. */
  readonly notCovered: number;
  /** Resources that hold no data, grant nothing, carry no traffic and run no code. */
  readonly notApplicable: number;
  /** Rules that had a resource to look at. */
  readonly rulesRun: number;
}

/** A resource's type and place: all that coverage depends on. */
export type CoveredResource = Pick<StackResource, "urn" | "type" | "parent">;

/** The types that rules look at by name; a rule for every type covers none in particular. */
export function typesCovered(rules: readonly Pick<Rule, "applies">[]): ReadonlySet<string> {
  return new Set(rules.flatMap(({ applies }) => applies).filter((type) => type !== anyType));
}

/** What a resource does that a policy could be about. Nobody's classification counts as every class. */
export function exposureOf(
  { type, urn }: Pick<StackResource, "urn" | "type">,
  foreign: ReadonlySet<string>,
): readonly TypeClass[] {
  if (packageOf(type) === "aws") return classesOf(type) ?? allClasses;
  return foreign.has(urn) ? allClasses : [];
}

// Providers in use with AWS whose types have no slash in their module, as components' types have none.
const flatProviders: ReadonlySet<string> = new Set([
  "aws-native",
  "azure-native",
  "command",
  "google-native",
  "kubernetes",
]);

/**
 * URNs of the resources that belong to another provider than AWS's. A component's package is the program's
 * own, its module has no slash, and it has children; another provider's resource differs in one of these.
 */
export function foreignIn(resources: readonly CoveredResource[]): ReadonlySet<string> {
  const parents = new Set(resources.map(({ parent }) => parent));
  const providers = new Set(
    resources.flatMap(({ type }) => /^pulumi:providers:(.+)$/.exec(type)?.[1] ?? []),
  );
  return new Set(
    resources
      .filter(({ type, urn }) => {
        const packageName = packageOf(type);
        if (packageName === "aws" || packageName === "pulumi" || parents.has(urn)) return false;
        const isFlat = flatProviders.has(packageName) || providers.has(packageName);
        return isFlat || packageName.startsWith("pulumi-") || moduleOf(type).includes("/");
      })
      .map(({ urn }) => urn),
  );
}

/** The package of a type, such as `aws`. */
export const packageOf = (type: string): string => type.split(":")[0] ?? "";

const moduleOf = (type: string): string => type.split(":")[1] ?? "";

/** Counts what the rules looked at. Every resource is counted once. */
export function coverageOf(
  rules: readonly Pick<Rule, "applies">[],
  resources: readonly CoveredResource[],
): CoverageCounts {
  const covered = typesCovered(rules);
  const foreign = foreignIn(resources);
  const states = resources.map((resource) => stateOf(resource, covered, foreign));
  const count = (wanted: string) => states.filter((state) => state === wanted).length;
  const types = new Set(resources.map(({ type }) => type));
  return {
    seen: resources.length,
    judged: count("judged"),
    notCovered: count("not-covered"),
    notApplicable: count("not-applicable"),
    rulesRun: rules.filter(({ applies }) =>
      applies.some((type) => (type === anyType ? types.size > 0 : types.has(type))),
    ).length,
  };
}

function stateOf(
  resource: CoveredResource,
  covered: ReadonlySet<string>,
  foreign: ReadonlySet<string>,
): "judged" | "not-covered" | "not-applicable" {
  if (templateOf(resource.type) !== undefined) return "not-covered";
  if (covered.has(resource.type)) return "judged";
  return exposureOf(resource, foreign).length > 0 ? "not-covered" : "not-applicable";
}
