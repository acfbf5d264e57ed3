import type { CheckContext, JudgedStack, StackResource } from "../../engine/rule";
import { isUnknown } from "../../engine/value";
import { type DocumentKind, documentsOf } from "../locations";
import type { Entry, Statement } from "../statement";
import type { ArnIndex } from "./arn-index";
import { takesIn } from "./arn-patterns";
import { companions, ownedTypes, usesOf, type Verb } from "./owned-things";
import { denies, type Reach, reachesOf, speaksOf } from "./reach";
import { all, any, decided, not, type Truth } from "./truth";

/** A role that the policy of a resource admits by its name. */
export interface AdmittedRole {
  /** Role or user. */
  readonly role: StackResource;
  /** What it may do. */
  readonly verb: Verb;
  /** By which action. */
  readonly action: string;
  /** Resource with the document. */
  readonly carrier: StackResource;
  /** JSON pointer of the principal, or of the condition value that names it. */
  readonly path: string;
  /** `maybe` when something unknown decides. */
  readonly certainty: Exclude<Truth, "no">;
}

const kinds: ReadonlySet<DocumentKind> = new Set(["resource", "key", "trust", "lattice-auth"]);

/** The given roles that a resource's own policy, or one attached to it, admits by name. Everybody is no name. */
export function admissionsOf(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared">,
  { resource, roles }: { resource: StackResource; roles: ArnIndex },
): readonly AdmittedRole[] {
  return [resource, ...companionsOf(stack, resource)].flatMap((carrier) => {
    const statements = documentsOf(carrier, context)
      .filter(({ kind }) => kinds.has(kind))
      .flatMap(({ document }) => (document.kind === "known" ? document.statements : []));
    return statements
      .filter(({ effect, unknown }) => effect === "Allow" && !unknown)
      .flatMap((statement) =>
        [...usesOf(resource.type)].flatMap(([action, verb]) => {
          const given = isGiven(statement, action, statements);
          return namedIn(statement, roles).flatMap(({ role, path, isNamed }) => {
            const certainty = all([given, isNamed]);
            return certainty === "no" ? [] : [{ role, path, verb, action, carrier, certainty }];
          });
        }),
      );
  });
}

function companionsOf(stack: JudgedStack, resource: StackResource): readonly StackResource[] {
  const known = cache.get(stack) ?? attachedPolicies(stack);
  cache.set(stack, known);
  return known.get(resource) ?? [];
}

type Attached = ReadonlyMap<StackResource, readonly StackResource[]>;

const cache = new WeakMap<JudgedStack, Attached>();

function attachedPolicies(stack: JudgedStack): Attached {
  const attached = new Map<StackResource, StackResource[]>();
  for (const [type, property] of Object.entries(companions)) {
    for (const policy of stack.ofType(type)) {
      for (const target of stack.referred(policy, property, ownedTypes)) {
        attached.set(target, [...(attached.get(target) ?? []), policy]);
      }
    }
  }
  return attached;
}

function isGiven(statement: Statement, action: string, others: readonly Statement[]): Truth {
  const name = action.toLowerCase();
  const { conditions } = statement;
  // A trust policy has no resources: it speaks of its role.
  const reaches = reachesOf(statement);
  const denied = (reach: Reach): Truth =>
    any(
      others.map((denial) =>
        all([deniesEverybody(denial), denies(denial, { action: name, reach, conditions })]),
      ),
    );
  const open = reaches.length === 0 ? "yes" : any(reaches.map((reach) => not(denied(reach))));
  return all([speaksOf(statement, name) === "yes" ? "yes" : "no", open]);
}

const deniesEverybody = ({ principals, unknown }: Statement): Truth =>
  any([
    unknown ? "maybe" : "no",
    ...principals.map(({ entry }): Truth => {
      if (entry.kind === "unknown") return "maybe";
      return decided(entry.kind === "text" && entry.text === "*");
    }),
  ]);

/** Condition key with the ARN of who calls, in lower case. */
const principalArn = "aws:principalarn";
const equals = /^(?:ForAnyValue:)?(?:StringEquals|StringLike|ArnEquals|ArnLike)$/i;

interface Named extends Pick<AdmittedRole, "role" | "path"> {
  readonly isNamed: Truth;
}

function namedIn({ principals, conditions }: Statement, roles: ArnIndex): readonly Named[] {
  const values = conditions
    .filter(({ operator, key }) => key === principalArn && equals.test(operator))
    .flatMap((condition) => condition.values);
  const entries = values.length > 0 ? values : principals.map(({ entry }) => entry);
  return entries.flatMap((entry) =>
    candidates(entry, roles).map((role) => ({
      role,
      path: entry.path,
      isNamed: names(entry, role),
    })),
  );
}

// Only an ARN names a role: neither everybody nor a service nor an account does.
const candidates = (entry: Entry, roles: ArnIndex): readonly StackResource[] =>
  entry.kind === "text" && !/^arn:/i.test(entry.text) ? [] : roles.candidates(entry);

// An unknown value may name anybody; an unknown principal is iam/wildcard-principal's.
function names(entry: Entry, role: StackResource): Truth {
  if (entry.kind === "unknown") return entry.path.includes("/Condition/") ? "maybe" : "no";
  const reach: Reach = { kind: "entry", entry, path: entry.path };
  return takesIn(reach, role);
}

/** Policies of resources whose resource cannot be told. */
export function unlinkedPolicies(
  stack: JudgedStack,
): readonly { readonly policy: StackResource; readonly path: string }[] {
  return Object.entries(companions).flatMap(([type, property]) =>
    stack
      .ofType(type)
      .filter(
        (policy) =>
          isUnknown(policy.properties[property]) &&
          (policy.propertyDependencies[property] ?? []).length === 0,
      )
      .map((policy) => ({ policy, path: `/${property}` })),
  );
}
