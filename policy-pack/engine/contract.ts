import type { Properties, Value } from "./value";
import { isObject, listOf } from "./value";

/** A document that a component declares because its own text is unknown before keys and the like exist. */
export interface DeclaredDocument {
  /** URN of the component. */
  readonly component: string;
  /** Logical name of the resource that carries it. */
  readonly target: string;
  /** Property of that resource. */
  readonly property: string;
  /** Statements; a resource may be `{ ref, suffix }`. */
  readonly statements: readonly Value[];
}

/** The declared documents of a stack. */
export interface DeclaredDocuments {
  /** The document a component above the resource declares for one of its properties. */
  readonly find: (
    resource: { readonly urn: string; readonly name: string },
    property: string,
  ) => DeclaredDocument | undefined;
  /** All of them. */
  readonly all: readonly DeclaredDocument[];
}

/** The version of the contract this pack understands. */
export const contractVersion = 1;

/** The documents a component declares in its `zeroTrust` input. */
export function declaredIn(component: string, properties: Properties): readonly DeclaredDocument[] {
  const contract = properties["zeroTrust"];
  if (!isObject(contract) || contract["contract"] !== contractVersion) return [];
  return listOf(contract["documents"]).flatMap((document) => {
    if (!isObject(document)) return [];
    const { target, property, statements } = document;
    if (typeof target !== "string" || typeof property !== "string") return [];
    return [{ component, target, property, statements: listOf(statements) }];
  });
}

/** Makes declared documents findable. */
export function declaredDocuments(all: readonly DeclaredDocument[]): DeclaredDocuments {
  return {
    all,
    find: ({ urn, name }, property) =>
      all.find(
        (document) =>
          document.target === name &&
          document.property === property &&
          isAncestor(document.component, urn),
      ),
  };
}

// A child's URN carries the types of all its ancestors: a component of another type is not among them.
function isAncestor(component: string, urn: string): boolean {
  const types = (text: string) => text.split("::")[2] ?? "";
  return types(urn).startsWith(`${types(component)}$`);
}
