import { ownershipIn } from "../../contract/ownership";
import { declaredStatements } from "../../contract/proof";
import type { DeclaredDocument } from "../../engine/contract";
import type { CheckContext, JudgedStack, StackObservation, StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import type { Entry, Statement } from "../../iam/document";

/** Every reference of a contract names a resource of the stack. */
export const unresolvedReference: StackRule = {
  id: "contract/unresolved-reference",
  title: "Declared references name resources of the stack",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [],
  why: "A reference to nothing declares something that cannot be checked.",
  fix: "Name a resource of the stack by its logical name or URN.",
  decides:
    "Whether each reference in a declared statement, and each member of a service, names a resource of the stack; a member must also be of the kind it is listed under.",
  cannotDecide:
    "Whether the resource is the right one: contract/reference-mismatch compares its ARN with the deployed document.",
  frameworks: familyFrameworks.contract,
  params: {},
  since: "0.1.0",
  examples: { pass: '{ ref: "orbit-key" }', fail: '{ ref: "no-such-key" }' },
  check: (stack, context) => [
    ...context.declared.all.flatMap((document) => judgeDocument(stack, context, document)),
    ...judgeMembers(stack, context),
  ],
};

function judgeDocument(
  stack: JudgedStack,
  { declared }: CheckContext,
  document: DeclaredDocument,
): readonly StackObservation[] {
  const resource = stack.byUrn(document.component);
  if (resource === undefined) return [];
  return declaredStatements(document)
    .flatMap(entriesOf)
    .flatMap((entry): readonly StackObservation[] => {
      if (entry.kind !== "reference" || declared.referred(entry.ref).length > 0) return [];
      const message = `${document.id} refers to ${entry.ref}, which is not in the stack.`;
      return [{ resource, verdict: "fail", path: entry.path, value: entry.ref, message }];
    });
}

const entriesOf = (statement: Statement): readonly Entry[] => [
  ...statement.actions,
  ...statement.notActions,
  ...statement.resources,
  ...statement.notResources,
  ...statement.principals.map(({ entry }) => entry),
  ...statement.notPrincipals.map(({ entry }) => entry),
  ...statement.conditions.flatMap(({ values }) => values),
];

function judgeMembers(stack: JudgedStack, { declared }: CheckContext): readonly StackObservation[] {
  return ownershipIn(stack, declared).missing.flatMap(
    ({ component, path, service, kind, name }) => {
      const resource = stack.byUrn(component);
      if (resource === undefined) return [];
      const message = `${name} of ${service} names none of the ${kind} of the stack.`;
      return [{ resource, verdict: "fail", path, value: name, message }];
    },
  );
}
