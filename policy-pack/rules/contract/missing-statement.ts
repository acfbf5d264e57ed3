import { provenDocuments, summaryOf } from "../../contract/proof";
import { namesByInputs } from "../../contract/references";
import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentTypes } from "../../iam/locations";

/** A document holds every statement that its component declares. */
export const missingStatement: ResourceRule = {
  id: "contract/missing-statement",
  title: "Deployed documents hold every declared statement",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "A declared denial that is not deployed protects nothing, and a declared permission that is missing will be added in haste.",
  fix: "Deploy the statement, or remove it from the component's zeroTrust input.",
  decides:
    "Whether every declared statement is in the known document, in full; a statement that is deployed with fewer actions or resources is reported here.",
  cannotDecide:
    "Documents that are unknown: contract/undeclared-statement demands that an update proves them.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a declared denial that the document holds",
    fail: "a declared denial that the document lacks",
  },
  check: (resource, { declared }) =>
    provenDocuments(resource, declared, namesByInputs(declared)).flatMap(
      ({ path, declaration: { component, id }, comparison }) =>
        (comparison?.missing ?? []).map(({ statement, counterpart }) => ({
          verdict: "fail",
          path: counterpart?.path ?? path,
          value: summaryOf(statement),
          message: `${id} declares statement ${summaryOf(statement)}, and the document ${
            counterpart === undefined ? "lacks it" : "holds only part of it"
          }.`,
          evidence: [{ urn: component, path: statement.path }],
        })),
    ),
};
