import { provenDocuments, summaryOf } from "../../contract/proof";
import { namesByInputs } from "../../contract/references";
import type { Observation, ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentTypes } from "../../iam/locations";

/** A document that a component declares holds no statement besides those declared. */
export const undeclaredStatement: ResourceRule = {
  id: "contract/undeclared-statement",
  title: "Deployed documents hold no undeclared statement",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: documentTypes,
  why: "What was judged before a deployment is the declaration: a statement beside it was judged by nobody.",
  fix: "Declare the statement in the component's zeroTrust input, or remove it from the document.",
  decides:
    "Whether every statement of a known document that a component declares equals a declared one: as sets, whatever the order, letter case of names and Sids, references standing for exact ARNs. An update is compared before the resource is created.",
  cannotDecide:
    "Which resource's ARN stands for a reference where AWS chooses the ARN: contract/reference-mismatch says so once it is known. Statements split in two are not recognised as one.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  isUnwaivable: true,
  examples: {
    pass: "declared and deployed: sqs:SendMessage on the queue",
    fail: "declared sqs:SendMessage, deployed sqs:*",
  },
  check: (resource, { declared, isUpdate }) =>
    provenDocuments(resource, declared, namesByInputs(declared)).flatMap(
      ({ path, declaration, comparison }): readonly Observation[] => {
        const { component, id } = declaration;
        const evidence = [{ urn: component, path: declaration.path }];
        if (comparison === undefined) {
          // In a preview the declared statements stand for the document; an update must prove them.
          const message = `The document is unknown, so nothing shows that it is what ${id} declares.`;
          return isUpdate ? [{ verdict: "undecided", path, message, evidence }] : [];
        }
        return comparison.undeclared.map(({ statement, counterpart }) => ({
          verdict: "fail",
          path: statement.path,
          message: `Statement ${summaryOf(statement)} is not declared: ${id} ${
            counterpart === undefined
              ? "declares no such statement"
              : `declares ${summaryOf(counterpart)} in its place`
          }.`,
          ...(counterpart !== undefined && {
            fix: `Deploy ${summaryOf(counterpart)} as declared, or declare what is deployed.`,
          }),
          evidence:
            counterpart === undefined ? evidence : [{ urn: component, path: counterpart.path }],
        }));
      },
    ),
};
