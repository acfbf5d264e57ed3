import type { CheckContext, JudgedStack, StackResource } from "../engine/rule";
import { isUnknown } from "../engine/value";
import type { Entry } from "../iam/document";
import { holding } from "../iam/key-actions";
import { documentsOf } from "../iam/locations";
import { valuesAt } from "./leaves";

const secretType = "aws:secretsmanager/secret:Secret";
const roleType = "aws:iam/role:Role";
const taskType = "aws:ecs/taskDefinition:TaskDefinition";
const rolePolicyType = "aws:iam/rolePolicy:RolePolicy";

/** Roles and task definitions that read each secret of the stack, as far as the stack shows. */
export function secretReaders(
  stack: JudgedStack,
  context: CheckContext,
): ReadonlyMap<StackResource, ReadonlySet<StackResource>> {
  const readers = new Map<StackResource, Set<StackResource>>();
  const find = finderOf(stack);
  const add = (reader: StackResource, secrets: readonly StackResource[]): void => {
    for (const secret of secrets) {
      readers.set(secret, (readers.get(secret) ?? new Set()).add(reader));
    }
  };
  for (const task of stack.ofType(taskType)) add(task, entriesOfTask(task).flatMap(find));
  for (const role of stack.ofType(roleType)) {
    add(role, entriesOfPolicy(role, context).flatMap(find));
  }
  for (const policy of stack.ofType(rolePolicyType)) {
    const [role] = stack.referred(policy, "role", [roleType]);
    if (role !== undefined) add(role, entriesOfPolicy(policy, context).flatMap(find));
  }
  return readers;
}

type Finder = (entry: Entry) => readonly StackResource[];

function finderOf(stack: JudgedStack): Finder {
  const byName = new Map<string, StackResource[]>();
  for (const secret of stack.ofType(secretType)) {
    for (const name of [secret.name, secret.urn]) {
      byName.set(name, [...(byName.get(name) ?? []), secret]);
    }
  }
  return (entry) => {
    if (entry.kind === "text") return stack.named(plainArn(entry.text), [secretType]);
    return entry.kind === "reference" ? (byName.get(entry.ref) ?? []) : [];
  };
}

// A container may name a key, stage or version inside the secret after its ARN.
const plainArn = (arn: string): string => arn.split(":").slice(0, 7).join(":");

const entriesOfTask = (task: StackResource): readonly Entry[] =>
  valuesAt(task.properties, ["containerDefinitions", "*", "secrets", "*", "valueFrom"]).flatMap(
    ({ value }) =>
      typeof value === "string" && !isUnknown(value)
        ? [{ kind: "text" as const, text: value, path: "" }]
        : [],
  );

function entriesOfPolicy(carrier: StackResource, context: CheckContext): readonly Entry[] {
  return documentsOf(carrier, context)
    .filter(({ kind }) => kind === "identity")
    .flatMap(({ document }) => (document.kind === "known" ? document.statements : []))
    .filter(
      (statement) =>
        statement.effect === "Allow" &&
        holding(statement, ["secretsmanager:getsecretvalue"]).length > 0,
    )
    .flatMap(({ resources }) => resources);
}
