import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { deny, notBy, type OrganizationInputs } from "./conditions";

/** Guards a stack's roles, boundaries, keys and evidence from everybody but its administrators. */
export function stackGuardrails(
  context: PlanContext,
  inputs: OrganizationInputs,
): readonly Statement[] {
  return [...identityGuardrails(context, inputs), ...evidenceGuardrails(context, inputs)];
}

function identityGuardrails(
  { environment, names }: PlanContext,
  inputs: OrganizationInputs,
): readonly Statement[] {
  const boundaries = `arn:${environment.partition}:iam::${environment.accountId}:policy${names.rolePath}*`;
  const roles = [names.roleArn("*")];
  return [
    // The key is absent where a role has no boundary, and ArnNotLike holds then: administrators are not let through.
    deny("RolesHaveBoundaries", {
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreateRole",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
      ],
      Resource: roles,
      Condition: { ArnNotLike: { "iam:PermissionsBoundary": boundaries } },
    }),
    deny("BoundariesStay", { Action: ["iam:DeleteRolePermissionsBoundary"], Resource: roles }),
    // One statement for both: a policy has no room for another list of administrators.
    deny("KeepRolesAndBoundaries", {
      Action: [
        "iam:AttachRolePolicy",
        "iam:CreatePolicy",
        "iam:CreatePolicyVersion",
        "iam:CreateRole",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:SetDefaultPolicyVersion",
        "iam:TagRole",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
      ],
      Resource: [...roles, boundaries],
      Condition: notBy(inputs),
    }),
    // Containment ends sessions by a policy in the role (docs/decisions/0019).
    deny("KeepRolePolicies", {
      Action: ["iam:PutRolePolicy"],
      Resource: roles,
      Condition: notBy({
        ...inputs,
        administratorArns: [...inputs.administratorArns, names.roleArn(names.containment)],
      }),
    }),
  ];
}

function evidenceGuardrails(
  { config, environment, names, tags }: PlanContext,
  inputs: OrganizationInputs,
): readonly Statement[] {
  const buckets = [names.trailBucket, names.evidenceBucket].map(names.bucketArn);
  const keyAdministrators = {
    ...inputs,
    administratorArns: [
      ...new Set([...inputs.administratorArns, ...config.keys.administratorArns]),
    ],
  };
  return [
    deny("KeepTrail", {
      Action: [
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:PutInsightSelectors",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
      ],
      Resource: [names.trailArn],
      Condition: notBy(inputs),
    }),
    deny("KeepBuckets", {
      Action: [
        "s3:BypassGovernanceRetention",
        "s3:DeleteBucket",
        "s3:DeleteBucketPolicy",
        "s3:PutBucketObjectLockConfiguration",
        "s3:PutBucketPolicy",
        "s3:PutBucketVersioning",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      Resource: [...buckets, ...buckets.map((bucket) => `${bucket}/*`)],
      Condition: notBy(inputs),
    }),
    // AWS chooses key ids: the stack's keys are known by their tags, which nobody else may change either.
    deny("KeepKeys", {
      Action: [
        "kms:DisableKey",
        "kms:DisableKeyRotation",
        "kms:PutKeyPolicy",
        "kms:ScheduleKeyDeletion",
        "kms:TagResource",
        "kms:UntagResource",
      ],
      Resource: [`arn:${environment.partition}:kms:*:${environment.accountId}:key/*`],
      Condition: {
        ...notBy(keyAdministrators),
        StringEquals: {
          "aws:ResourceTag/Project": tags["Project"] ?? environment.project,
          "aws:ResourceTag/Stack": tags["Stack"] ?? environment.stack,
        },
      },
    }),
  ];
}
