import type { PlanContext } from "../context";

/** ARN of the role of people who read the archive and evidence, where somebody may assume it. */
export function readerArns({ config, names }: PlanContext): readonly string[] {
  return config.identity.people.readers.length === 0
    ? []
    : [names.roleArn(names.personRole("reader"))];
}
