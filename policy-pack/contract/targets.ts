import type { DeclaredDocument, DeclaredDocuments } from "../engine/contract";
import type { JudgedStack, StackResource } from "../engine/rule";
import { documentsOf } from "../iam/locations";

/** What a declaration names. */
export interface Target {
  /** The declaration. */
  readonly document: DeclaredDocument;
  /** The component that declares it. */
  readonly component: StackResource;
  /** Resources of the target's name, wherever they are. */
  readonly namesakes: readonly StackResource[];
  /** Those below the component. */
  readonly descendants: readonly StackResource[];
  /** Those that carry the declared property. */
  readonly carriers: readonly StackResource[];
}

/** What each declaration of a stack names. */
export function targetsIn(stack: JudgedStack, declared: DeclaredDocuments): readonly Target[] {
  return declared.all.flatMap((document) => {
    const component = stack.byUrn(document.component);
    if (component === undefined) return [];
    const namesakes = declared
      .referred(document.target)
      .flatMap(({ urn }) => stack.byUrn(urn) ?? []);
    const descendants = namesakes.filter((each) => declared.isBelow(each, document.component));
    const carriers = descendants.filter((each) => carries(each, document, declared));
    return [{ document, component, namesakes, descendants, carriers }];
  });
}

// A document that no rule reads is carried all the same: coverage/unread-document reports it.
const carries = (
  resource: StackResource,
  { property }: DeclaredDocument,
  declared: DeclaredDocuments,
): boolean =>
  Object.hasOwn(resource.properties, property) ||
  documentsOf(resource, { declared }).some(({ path }) => path === `/${property}`);
