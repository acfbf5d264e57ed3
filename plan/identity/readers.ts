import type { PlanContext } from "../context";

/** ARNs of the roles of people who read evidence: each only where somebody may assume it. */
export function readerArns({ config, names }: PlanContext): readonly string[] {
  const { readers, responders } = config.identity.people;
  const reader = readers.length === 0 ? [] : [names.personRole("reader")];
  const responder = responders.length === 0 ? [] : [names.personRole("responder")];
  return [...reader, ...responder].map(names.roleArn);
}
