import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { fail } from "../../iam/check";
import { documentsOf, documentTypes } from "../../iam/locations";

/** Every document must be one that AWS would read as written. */
export const malformed: ResourceRule = {
  id: "iam/malformed",
  title: "Documents are well-formed",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A document that cannot be read is refused by AWS, or means something else than it says.",
  fix: "Correct the document.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.1.0",
  examples: {
    pass: '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}',
    fail: '{"Statement":[{"Effect":"Permit","Action":"s3:GetObject"}]}',
  },
  check: (resource, context) =>
    documentsOf(resource, context).flatMap(({ document }) =>
      document.kind === "unknown"
        ? []
        : document.problems.map(({ path, message }) => fail(path, message)),
    ),
};
