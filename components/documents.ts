import * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument, StatementResource } from "../plan/document";
import { documentReferences } from "../plan/document";

/** ARNs of resources that documents refer to, by logical name. */
export type ArnsByName = Readonly<Record<string, pulumi.Input<string>>>;

/**
 * The JSON text of a planned document, with references replaced by ARNs. A document without references
 * is plain text and therefore known at the first preview.
 * @throws when the document refers to a name that `arns` lacks: a programming error.
 */
export function documentText(
  document: PolicyDocument,
  arns: ArnsByName = {},
): pulumi.Input<string> {
  const references = documentReferences(document);
  if (references.length === 0) return JSON.stringify(document);
  const missing = references.filter((name) => arns[name] === undefined);
  if (missing.length > 0) {
    throw new Error(
      `No ARN was given for ${missing.join(", ")}; known: ${Object.keys(arns).join(", ")}`,
    );
  }
  const needed = Object.fromEntries(references.map((name) => [name, arns[name] ?? ""]));
  return pulumi.all(needed).apply((known) => resolveDocument(document, known));
}

function resolveDocument(document: PolicyDocument, arns: Readonly<Record<string, string>>): string {
  const resolve = (resource: StatementResource) =>
    typeof resource === "string" ? resource : `${arns[resource.ref] ?? ""}${resource.suffix ?? ""}`;
  return JSON.stringify({
    ...document,
    Statement: document.Statement.map((statement) =>
      statement.Resource === undefined
        ? statement
        : { ...statement, Resource: statement.Resource.map(resolve) },
    ),
  });
}
