import type { DeclaredDocument, DeclaredDocuments } from "../engine/contract";
import type { JudgedResource } from "../engine/rule";
import type { Statement } from "../iam/document";
import { readStatements } from "../iam/document";
import { documentsOf } from "../iam/locations";
import { type Comparison, compareDocuments } from "./comparison";
import type { NamesArn } from "./matching";

/** A deployed document beside its declaration. */
export interface ProvenDocument {
  /** JSON pointer of the property that holds the document. */
  readonly path: string;
  /** The declaration. */
  readonly declaration: DeclaredDocument;
  /** How they differ; undefined as long as the deployed document is unknown. */
  readonly comparison: Comparison | undefined;
}

/** The documents of a resource that one component declares, compared with their declarations. */
export function provenDocuments(
  resource: JudgedResource,
  declared: DeclaredDocuments,
  names: NamesArn,
): readonly ProvenDocument[] {
  return documentsOf(resource, { declared }).flatMap(
    ({ path, document, isDeclared }): readonly ProvenDocument[] => {
      const [declaration, ...others] = declared.claims(resource, path.slice(1));
      // Several claims are a finding of their own: which of them holds is nobody's guess.
      if (declaration === undefined || others.length > 0) return [];
      if (isDeclared || document.kind === "unknown") {
        return [{ path, declaration, comparison: undefined }];
      }
      const statements = {
        declared: declaredStatements(declaration),
        deployed: document.statements,
      };
      return [{ path, declaration, comparison: compareDocuments({ ...statements, names }) }];
    },
  );
}

/** The statements of a declaration, with pointers into the component that declares them. */
export function declaredStatements({ statements, path }: DeclaredDocument): readonly Statement[] {
  const document = readStatements(statements, `${path}/statements`);
  return document.kind === "known" ? document.statements : [];
}

/** A statement in few words, such as `Send (Allow sqs:SendMessage)`. */
export function summaryOf({ sid, effect, actions, notActions }: Statement): string {
  const texts = (list: Statement["actions"]) =>
    list.map((entry) => (entry.kind === "text" ? entry.text : "an unknown action"));
  const named = [...texts(actions), ...texts(notActions).map((action) => `all but ${action}`)];
  const shown = named.length > shownActions ? [...named.slice(0, shownActions), "…"] : named;
  const deed = `${effect} ${shown.join(", ")}`;
  return sid === undefined || sid === "" ? deed : `${sid} (${deed})`;
}

const shownActions = 3;
