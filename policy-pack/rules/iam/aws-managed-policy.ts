import type { Observation, ResourceRule } from "../../engine/rule";
import { listOf, pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { attachmentTypes, principalTypes } from "../../iam/effective/attachment-types";
import { awsManagedPolicy } from "../../iam/effective/aws-managed-policies";

/** The property by which each type attaches policies. */
const properties: ReadonlyMap<string, string> = new Map([
  [principalTypes.role, "managedPolicyArns"],
  ...Object.entries(attachmentTypes).flatMap(([type, { policies }]) =>
    policies === undefined ? [] : [[type, policies] as const],
  ),
]);

/** AWS-managed policies are attached only where their document is known to be narrow. */
export const awsManaged: ResourceRule = {
  id: "iam/aws-managed-policy",
  title: "No wide or unlisted AWS-managed policy",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [...properties.keys()],
  why: "AWS writes these policies for every customer, and adds to them without asking.",
  fix: "Write a policy of your own with the actions and resources that are used.",
  decides:
    "Whether an attached AWS-managed policy, in any partition and path, is an administrator, power-user or full-access one, or one whose document the pack holds.",
  cannotDecide:
    "AWS-managed policies whose document the pack does not hold are undecided; an ARN that is unknown is a matter of iam/privilege-escalation.",
  frameworks: familyFrameworks.iam,
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"',
    fail: 'policyArn: "arn:aws:iam::aws:policy/AdministratorAccess"',
  },
  check: (resource) => {
    const property = properties.get(resource.type);
    if (property === undefined) return [];
    const value = resource.properties[property];
    return listOf(value).flatMap((arn, index) =>
      typeof arn === "string"
        ? judge(arn, pointer(Array.isArray(value) ? [property, index] : [property]))
        : [],
    );
  },
};

function judge(arn: string, path: string): readonly Observation[] {
  const policy = awsManagedPolicy(arn);
  if (policy === undefined || policy.kind === "stored") return [];
  const { name } = policy;
  if (policy.kind === "refused") {
    const message = `AWS-managed policy ${name} grants ${policy.reach}.`;
    const fix = `Replace ${name} by a policy of your own that lists the actions and resources in use.`;
    return [{ verdict: "fail", path, message, fix }];
  }
  const message = `What AWS-managed policy ${name} grants is not known to the pack.`;
  const fix = `Copy the statements of ${name} that are used into a policy of your own.`;
  return [{ verdict: "undecided", path, message, fix }];
}
