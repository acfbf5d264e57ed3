import type { CheckContext, StackResource } from "../../engine/rule";
import type { Value } from "../../engine/value";
import type { Document, Statement } from "../document";
import { readStatements } from "../document";
import { documentsOf } from "../locations";

/** A document that gives permissions, or takes them away. */
export interface PolicySource {
  /** Resource that carries it, or that attaches it when AWS manages it. */
  readonly carrier: StackResource;
  /** JSON pointer of the document, or of the ARN by which it is attached. */
  readonly path: string;
  /** What was read. */
  readonly document: Document;
  /** Whether it is a stored document of AWS: places in it are the place of its ARN. */
  readonly isStored: boolean;
}

/** The identity documents that a resource itself carries. */
export function ownSources(
  resource: StackResource,
  context: Pick<CheckContext, "declared">,
): readonly PolicySource[] {
  return documentsOf(resource, context)
    .filter(({ kind }) => kind === "identity" || kind === "boundary")
    .map(({ path, document }) => ({ carrier: resource, path, document, isStored: false }));
}

/** A stored document of AWS as a source. */
export function storedSource(
  carrier: StackResource,
  path: string,
  statements: readonly Value[],
): PolicySource {
  return { carrier, path, document: readStatements(statements, path), isStored: true };
}

/** The statements of a source; none when its document is unknown. */
export const statementsOf = ({ document }: PolicySource): readonly Statement[] =>
  document.kind === "known" ? document.statements : [];
