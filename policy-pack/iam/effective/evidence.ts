import type { Evidence, StackResource } from "../../engine/rule";
import type { Principal } from "./principals";

/** Whole resources as evidence. */
export const wholeResources = (resources: readonly StackResource[]): readonly Evidence[] =>
  resources.map(({ urn }) => ({ urn, path: "" }));

/** Principals of the stack as evidence. */
export const holdersOf = (principals: Iterable<Principal>): readonly Evidence[] =>
  wholeResources([...principals].flatMap(({ resource }) => resource ?? []));
