import type { StackResource } from "../engine/rule";
import type { Statement } from "../iam/document";

/** A place in a resource. */
export interface Place {
  /** Resource. */
  readonly carrier: StackResource;
  /** JSON pointer. */
  readonly path: string;
}

/** A statement with the resource that carries its document. */
export interface Sited {
  /** Resource. */
  readonly carrier: StackResource;
  /** Statement. */
  readonly statement: Statement;
}

/** Where a statement is unknown in what it does, or under which conditions it holds. */
export function openPlaces({ carrier, statement }: Sited): readonly Place[] {
  const { path, unknown, effectUnknown, actions, notActions, conditions } = statement;
  const values = conditions.flatMap((condition) => condition.values);
  return [
    ...(unknown ? [path] : []),
    ...(effectUnknown ? [`${path}/Effect`] : []),
    ...[...actions, ...notActions, ...values]
      .filter(({ kind }) => kind === "unknown")
      .map((entry) => entry.path),
  ].map((place) => ({ carrier, path: place }));
}
