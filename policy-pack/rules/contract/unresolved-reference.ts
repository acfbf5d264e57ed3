import type { StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { readStatements } from "../../iam/document";

/** Every reference in a declared statement names a resource of the stack. */
export const unresolvedReference: StackRule = {
  id: "contract/unresolved-reference",
  title: "Declared references name resources of the stack",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [],
  why: "A reference to nothing declares a permission that cannot be checked.",
  fix: "Name a resource of the stack by its logical name, and a child of the component as target.",
  decides: "TODO",
  cannotDecide: "TODO",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.1.0",
  examples: { pass: '{ ref: "keys-orbit-data" }', fail: '{ ref: "no-such-key" }' },
  check: (stack, { declared }) => {
    const names = new Set(stack.resources.map(({ name }) => name));
    return declared.all.flatMap(
      ({ component, target, statements }): readonly StackObservation[] => {
        const resource = stack.resources.find(({ urn }) => urn === component);
        if (resource === undefined) return [];
        const path = "/zeroTrust/documents";
        const document = readStatements(statements, path);
        const references =
          document.kind === "unknown"
            ? []
            : document.statements.flatMap((statement) =>
                statement.resources.flatMap((entry) =>
                  entry.kind === "reference" ? [entry.ref] : [],
                ),
              );
        const missing = [...new Set([target, ...references])].filter((name) => !names.has(name));
        return missing.map((name) => ({
          resource,
          verdict: "fail",
          path,
          message: `The declared document of ${target} names ${name}, which is not in the stack.`,
        }));
      },
    );
  },
};
