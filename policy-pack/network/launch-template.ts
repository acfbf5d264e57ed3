import type { JudgedStack, StackResource } from "../engine/rule";
import { isUnknown } from "../engine/value";
import { memberTypes } from "./member-types";
import { referredAt, valuesAt } from "./references";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";

/**
 * What an instance's launch template says of groups: it names some or brings an interface, names none,
 * cannot be told, or there is no template.
 */
export function templateGroups(
  stack: JudgedStack,
  instance: StackResource,
): "named" | "none" | "unknown" | "absent" {
  const value = instance.properties["launchTemplate"];
  if (!instance.type.startsWith("aws:ec2/") || value === undefined || value === null)
    return "absent";
  if (isUnknown(value)) return "unknown";
  const paths = [
    ["launchTemplate", "id"],
    ["launchTemplate", "name"],
  ];
  const { resources } = referredAt(stack, instance, { paths, types: [templateType] });
  const [template] = resources;
  if (template === undefined) return "unknown";
  const patterns = [
    ...(memberTypes[templateType]?.groups ?? []),
    ["networkInterfaces", "*", "networkInterfaceId"],
    ["securityGroupNames"],
  ];
  const names = patterns.some((pattern) => valuesAt(template.properties, pattern).length > 0);
  return names ? "named" : "none";
}
