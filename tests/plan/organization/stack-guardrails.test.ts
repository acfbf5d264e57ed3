import assert from "node:assert/strict";
import { stackGuardrails } from "../../../plan/organization/stack-guardrails";
import { planContext } from "../../support/context";
import { byRole, deniedBy, organizationInputs } from "../../support/control-policies";

const context = planContext();
const { names } = context;
const statements = stackGuardrails(context, organizationInputs);
const [administrator = ""] = organizationInputs.administratorArns;
const other = "arn:aws:iam::111122223333:role/developer";
const role = names.roleArn(names.taskRole("orbit"));
const boundary = role.replace(":role/", ":policy/").concat("-boundary");

const denied = (
  action: string,
  [resource, arn]: readonly [string, string],
  more: Readonly<Record<string, string>> = {},
) => deniedBy(statements, { action, resource, keys: { ...byRole(arn), ...more } });

const bounded = { "iam:PermissionsBoundary": boundary };

describe("stackGuardrails", () => {
  it("BEST-9 lets nobody make or widen a role of the stack without its boundary, administrators included", () => {
    for (const action of ["iam:CreateRole", "iam:PutRolePolicy", "iam:AttachRolePolicy"]) {
      assert.deepEqual(denied(action, [role, administrator], bounded), [], action);
      assert.deepEqual(denied(action, [role, administrator]), ["RolesHaveBoundaries"], action);
      const foreign = { "iam:PermissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess" };
      assert.deepEqual(denied(action, [role, administrator], foreign), ["RolesHaveBoundaries"]);
    }
  });

  it("BEST-9 lets nobody take a boundary away", () => {
    const action = "iam:DeleteRolePermissionsBoundary";
    assert.deepEqual(denied(action, [role, administrator], bounded), ["BoundariesStay"]);
  });

  it("BEST-9 lets administrators alone change roles, boundaries, trail and the buckets of what was recorded", () => {
    const buckets = [names.trailBucket, names.evidenceBucket].map(names.bucketArn);
    const requests = [
      ["iam:UpdateAssumeRolePolicy", role],
      ["iam:DeleteRole", role],
      ["iam:PutRolePolicy", role],
      ["iam:CreatePolicyVersion", boundary],
      ["cloudtrail:StopLogging", names.trailArn],
      ["cloudtrail:DeleteTrail", names.trailArn],
      ...buckets.flatMap(
        (bucket) =>
          [
            ["s3:PutBucketPolicy", bucket],
            ["s3:DeleteBucketPolicy", bucket],
            ["s3:PutBucketObjectLockConfiguration", bucket],
            ["s3:PutLifecycleConfiguration", bucket],
            ["s3:BypassGovernanceRetention", `${bucket}/any/x.json.gz`],
          ] as const,
      ),
    ] as const;
    for (const [action, resource] of requests) {
      assert.equal(denied(action, [resource, other], bounded).length, 1, action);
      assert.deepEqual(denied(action, [resource, administrator], bounded), [], action);
    }
  });

  it("BEST-9 lets deployers and key administrators alone end the stack's keys, and leaves other keys alone", () => {
    const keyAdministrator = "arn:aws:iam::111122223333:role/key-admin";
    const guarded = stackGuardrails(
      planContext({ keys: { administratorArns: [keyAdministrator] } }),
      organizationInputs,
    );
    const ends = (arn: string, stack: string) =>
      deniedBy(guarded, {
        action: "kms:ScheduleKeyDeletion",
        resource: "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        keys: {
          ...byRole(arn),
          "aws:ResourceTag/Project": "agent-runtime",
          "aws:ResourceTag/Stack": stack,
        },
      });
    assert.deepEqual(ends(other, "dev"), ["KeepKeys"]);
    for (const arn of [administrator, keyAdministrator]) assert.deepEqual(ends(arn, "dev"), []);
    assert.deepEqual(ends(other, "prod"), []);
  });

  it("leaves roles of other paths alone", () => {
    const foreign =
      "arn:aws:iam::111122223333:role/agent-runtime/prod/agent-runtime-prod-orbit-task";
    assert.deepEqual(denied("iam:DeleteRole", [foreign, other]), []);
  });
});
