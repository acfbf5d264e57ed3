import type { JudgedStack, StackResource } from "../engine/rule";

const isOfAws = ({ type }: StackResource): boolean => type.startsWith("aws:");

/** What a finding about the whole account is about: the stack itself, if it has any resource of AWS. */
export function accountSubject(stack: JudgedStack): StackResource | undefined {
  const first = stack.resources.find(isOfAws);
  return first === undefined ? undefined : (stack.ofType("pulumi:pulumi:Stack")[0] ?? first);
}
