import { provenDocuments, summaryOf } from "../../contract/proof";
import { namesByInputs, namesByOutputs } from "../../contract/references";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentTypes } from "../../iam/locations";

/** A declared reference stands for the ARN of the resource it names. */
export const referenceMismatch: StackRule = {
  id: "contract/reference-mismatch",
  title: "Declared references stand for the resources they name",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: documentTypes,
  why: "A document that names another resource than it declares grants what nobody judged.",
  fix: "Use the ARN of the referred resource, or correct the reference.",
  decides:
    "Whether the ARN that stands in a document for a declared reference is the ARN of a resource of that logical name or URN, once AWS has given it one.",
  cannotDecide:
    "ARNs that are unknown as yet; resources that share a logical name are not told apart.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.2.0",
  examples: {
    pass: '{ ref: "orbit-key" } for the ARN of key orbit-key',
    fail: '{ ref: "orbit-key" } for the ARN of key axon-key',
  },
  check: (stack, { declared }) => {
    const names = namesByOutputs(stack, declared);
    return stack.ofType(...documentTypes).flatMap((resource) => {
      const plausible = provenDocuments(resource, declared, namesByInputs(declared));
      // Whatever differs even in form is reported before anything is created.
      const isEqual = ({ comparison }: (typeof plausible)[number]) =>
        comparison?.undeclared.length === 0 && comparison.missing.length === 0;
      const paths = new Set(plausible.filter(isEqual).map(({ path }) => path));
      return provenDocuments(resource, declared, names)
        .filter(({ path }) => paths.has(path))
        .flatMap(({ declaration: { component, id, path }, comparison }) =>
          (comparison?.undeclared ?? []).map(({ statement, counterpart }) => ({
            resource,
            verdict: "fail",
            path: statement.path,
            message: `Statement ${summaryOf(statement)} names other resources than ${id} declares by reference.`,
            evidence: [{ urn: component, path: counterpart?.path ?? path }],
          })),
        );
    });
  },
};
