import type { PlanContext } from "../context";

/** ARN of the role of people who read the archive and evidence, where somebody may assume it. */
export const readerArns = (context: PlanContext): readonly string[] => arnsOf(context, "reader");

/** ARNs of the roles of people who read records of incidents: readers, and responders, whose work they are about. */
export const recordReaderArns = (context: PlanContext): readonly string[] => [
  ...arnsOf(context, "reader"),
  ...arnsOf(context, "responder"),
];

function arnsOf({ config, names }: PlanContext, purpose: "reader" | "responder") {
  const { readers, responders } = config.identity.people;
  const people = purpose === "reader" ? readers : responders;
  return people.length === 0 ? [] : [names.roleArn(names.personRole(purpose))];
}
