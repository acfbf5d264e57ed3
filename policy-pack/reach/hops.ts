import type { Evidence, StackResource } from "../engine/rule";

/** One place on a path. */
export interface Hop extends Evidence {
  /** Logical name and kind, for people. */
  readonly label: string;
}

/** A hop over a resource, or a part of it. */
export const hop = ({ urn, type, name }: StackResource, path = ""): Hop => ({
  urn,
  path,
  label: `${type.split(":").at(-1) ?? type} ${name}`,
});

/** Hops as evidence, each place once. */
export function evidenceOf(hops: readonly Hop[]): readonly Evidence[] {
  const places = new Map(hops.map(({ urn, path }) => [`${urn}#${path}`, { urn, path }]));
  return [...places.values()];
}

/** The hops of a path in words, in the order in which packets meet them. */
export const trail = (hops: readonly Hop[]): string =>
  [...new Set(hops.map(({ label, urn }) => `${label} (${urn})`))].join(" → ");
