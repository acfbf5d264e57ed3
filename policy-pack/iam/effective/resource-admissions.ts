import type { CheckContext, JudgedStack, StackResource } from "../../engine/rule";
import { type DocumentKind, documentsOf } from "../locations";
import { hasWildcard, intersects } from "../pattern";
import type { Entry, Statement } from "../statement";
import { arnPatternsOf } from "./arn-patterns";
import { companions, ownedTypes, usesOf, type Verb } from "./owned-things";
import { denies, reachesOf, speaksOf } from "./reach";

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
}

const kinds: ReadonlySet<DocumentKind> = new Set(["resource", "key", "trust", "lattice-auth"]);

/** The given roles that a resource's own policy, or one attached to it, admits by name. Everybody is no name. */
export function admissionsOf(
  stack: JudgedStack,
  context: Pick<CheckContext, "declared">,
  { resource, roles }: { resource: StackResource; roles: readonly StackResource[] },
): readonly AdmittedRole[] {
  return [resource, ...companionsOf(stack, resource)].flatMap((carrier) => {
    const statements = documentsOf(carrier, context)
      .filter(({ kind }) => kinds.has(kind))
      .flatMap(({ document }) => (document.kind === "known" ? document.statements : []));
    return statements
      .filter(({ effect, unknown }) => effect === "Allow" && !unknown)
      .flatMap((statement) =>
        [...usesOf(resource.type)]
          .filter(([action]) => isGiven(statement, action, statements))
          .flatMap(([action, verb]) =>
            namedIn(statement, roles).map((named) => ({ ...named, verb, action, carrier })),
          ),
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

function isGiven(statement: Statement, action: string, all: readonly Statement[]): boolean {
  const name = action.toLowerCase();
  if (speaksOf(statement, name) !== "yes") return false;
  const { conditions } = statement;
  // A trust policy has no resources: it speaks of its role.
  const reaches = reachesOf(statement);
  if (reaches.length === 0) return true;
  return reaches.some(
    (reach) =>
      !all.some(
        (denial) =>
          deniesEverybody(denial) && denies(denial, { action: name, reach, conditions }) === "yes",
      ),
  );
}

const deniesEverybody = ({ principals }: Statement): boolean =>
  principals.some(({ entry }) => entry.kind === "text" && entry.text === "*");

/** Condition key with the ARN of who calls, in lower case. */
const principalArn = "aws:principalarn";
const equals = /^(?:ForAnyValue:)?(?:StringEquals|StringLike|ArnEquals|ArnLike)$/i;

function namedIn(
  { principals, conditions }: Statement,
  roles: readonly StackResource[],
): readonly Pick<AdmittedRole, "role" | "path">[] {
  const values = conditions
    .filter(({ operator, key }) => key === principalArn && equals.test(operator))
    .flatMap((condition) => condition.values);
  const entries = values.length > 0 ? values : principals.map(({ entry }) => entry);
  return entries.flatMap((entry) =>
    roles.filter((role) => names(entry, role)).map((role) => ({ role, path: entry.path })),
  );
}

function names(entry: Entry, role: StackResource): boolean {
  if (entry.kind === "reference") return entry.ref === role.name || entry.ref === role.urn;
  if (entry.kind === "unknown" || /^[*?]+$/.test(entry.text)) return false;
  const patterns = arnPatternsOf(role);
  if (patterns.length === 0) return hasWildcard(entry.text);
  return patterns.some((pattern) => intersects(entry.text, pattern));
}
