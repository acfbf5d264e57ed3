import { covers, intersects } from "../iam/pattern";
import type { Condition, Entry, Statement } from "../iam/statement";

/** What may be requested of a Lattice service: a method and a path, both as patterns. */
export interface Operation {
  /** HTTP method; `*` is any. */
  readonly method: string;
  /** Path; `*` is any. */
  readonly path: string;
  /** Whether neither is unknown. What is unknown is read as any. */
  readonly isCertain: boolean;
}

const methodKey = "vpc-lattice-svcs:requestmethod";
const pathKey = "vpc-lattice-svcs:requestpath";

/** The operations that a statement speaks of: by conditions on method and path, and by the path in its resources. */
export function operationsOf(
  { conditions }: Pick<Statement, "conditions">,
  resources: readonly Entry[],
): readonly Operation[] {
  const methods = valuesOf(conditions, methodKey).map((method) => method.toUpperCase());
  const limits = valuesOf(conditions, pathKey);
  const paths = resources.length === 0 ? ["*"] : resources.map(pathIn);
  const isCertain =
    resources.every(isKnown) &&
    conditions.filter(isAboutOperations).every(({ values }) => values.every(isKnown));
  return methods.flatMap((method) =>
    limits.flatMap((limit) =>
      paths
        .filter((path) => intersects(path, limit))
        .map((path) => ({ method, path: path === "*" ? limit : path, isCertain })),
    ),
  );
}

const isKnown = ({ kind }: Entry): boolean => kind !== "unknown";
const isAboutOperations = ({ key }: Condition): boolean => key === methodKey || key === pathKey;

// Only equality limits; whatever else is written is read as any value.
function valuesOf(conditions: readonly Condition[], key: string): readonly string[] {
  const values = conditions
    .filter((condition) => condition.key === key && /^String(Equals|Like)/.test(condition.operator))
    .flatMap((condition) => condition.values)
    .map((value) => (value.kind === "text" ? value.text : "*"));
  return values.length === 0 ? ["*"] : values;
}

// arn:aws:vpc-lattice:<region>:<account>:service/<id>/<path>
const servicePath = /^arn:[^:]*:vpc-lattice:[^:]*:[^:]*:service\/[^/]+(\/.*)$/;

function pathIn(entry: Entry): string {
  if (entry.kind === "unknown") return "*";
  const path = entry.kind === "reference" ? entry.suffix : servicePath.exec(entry.text)?.[1];
  return path === undefined || path === "" || path === "/*" ? "*" : path;
}

/** Operations of the first list that the second does not wholly allow. */
export const uncovered = (
  wanted: readonly Operation[],
  given: readonly Operation[],
): readonly Operation[] =>
  wanted.filter(
    ({ method, path }) =>
      !given.some((other) => covers(other.method, method) && covers(other.path, path)),
  );

/** Operations of the first list with which none of the second has anything in common. */
export const unmatched = (
  wanted: readonly Operation[],
  given: readonly Operation[],
): readonly Operation[] =>
  wanted.filter(
    ({ method, path }) =>
      !given.some((other) => intersects(other.method, method) && intersects(other.path, path)),
  );

/** An operation in words. */
export const describeOperation = ({ method, path }: Omit<Operation, "isCertain">): string =>
  `${method === "*" ? "any method" : method} ${path === "*" ? "on any path" : path}`;
