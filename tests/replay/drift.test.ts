import assert from "node:assert/strict";
import { StopLoggingCommand } from "@aws-sdk/client-cloudtrail";
import { DisableAlarmActionsCommand } from "@aws-sdk/client-cloudwatch";
import { PutRetentionPolicyCommand } from "@aws-sdk/client-cloudwatch-logs";
import { DeleteRolePermissionsBoundaryCommand, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import { DisableKeyRotationCommand, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { DeleteBucketPolicyCommand } from "@aws-sdk/client-s3";
import {
  CancelRotateSecretCommand,
  DeleteResourcePolicyCommand,
} from "@aws-sdk/client-secrets-manager";
import type { Replayed } from "./contract";
import { allow, document, seedAccount, titleOf, types } from "./seeds";

describe("a replay that was changed behind the program's back", () => {
  const { clients, make, arnOf, wrongIn, fresh, ...seeds } = seedAccount();
  const { policy, role, key, secret, logGroup, rotation } = seeds;

  /** What somebody changes behind the program's back, and the property in which it is seen. */
  const changed: readonly [what: string, property: string, change: () => Promise<Replayed>][] = [
    [
      "IAM-58 a removed boundary",
      "permissionsBoundary",
      async () => {
        const changed = await role({ permissionsBoundary: arnOf(await policy(document(allow))) });
        const RoleName = changed.created.id;
        await clients().iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
        return changed;
      },
    ],
    [
      "another inline policy",
      "policy",
      async () => {
        const RoleName = (await role()).created.id;
        const inputs = { role: RoleName, name: "permissions", policy: document(allow) };
        const changed = await make(types.rolePolicy, inputs);
        const PolicyDocument = document({ ...allow, Action: ["kms:*"] });
        await clients().iam.send(
          new PutRolePolicyCommand({ RoleName, PolicyName: "permissions", PolicyDocument }),
        );
        return changed;
      },
    ],
    [
      "another key policy",
      "policy",
      async () => {
        const changed = await key();
        const Policy = document({ ...allow, Action: ["kms:*"] });
        const KeyId = changed.created.id;
        await clients().kms.send(new PutKeyPolicyCommand({ KeyId, PolicyName: "default", Policy }));
        return changed;
      },
    ],
    [
      "KMS-75 a key that does not rotate",
      "enableKeyRotation",
      async () => {
        const changed = await key();
        await clients().kms.send(new DisableKeyRotationCommand({ KeyId: changed.created.id }));
        return changed;
      },
    ],
    [
      "a secret without its policy",
      "policy",
      async () => {
        const SecretId = (await secret()).created.id;
        const inputs = { secretArn: SecretId, policy: document(allow) };
        const changed = await make(types.secretPolicy, inputs);
        await clients().secrets.send(new DeleteResourcePolicyCommand({ SecretId }));
        return changed;
      },
    ],
    [
      "a cancelled rotation",
      "secretId",
      async () => {
        const changed = await rotation(await secret(), 30);
        const SecretId = changed.created.id;
        await clients().secrets.send(new CancelRotateSecretCommand({ SecretId }));
        return changed;
      },
    ],
    [
      "a shorter retention",
      "retentionInDays",
      async () => {
        const changed = await logGroup();
        const logGroupName = changed.created.id;
        await clients().logs.send(
          new PutRetentionPolicyCommand({ logGroupName, retentionInDays: 1 }),
        );
        return changed;
      },
    ],
    [
      "a silenced alarm",
      "actionsEnabled",
      async () => {
        const changed = await make(types.alarm, {
          name: fresh(),
          actionsEnabled: true,
          comparisonOperator: "GreaterThanThreshold",
          evaluationPeriods: 1,
          metricName: "count",
          namespace: "seeded",
          period: 60,
          statistic: "Sum",
          threshold: 0,
        });
        const AlarmNames = [changed.created.id];
        await clients().cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames }));
        return changed;
      },
    ],
    [
      "a trail that does not log",
      "enableLogging",
      async () => {
        const bucket = await make(types.bucket, { bucket: fresh(), tags: { a: "b" } });
        const changed = await make(types.trail, {
          name: fresh(),
          s3BucketName: bucket.created.id,
          enableLogging: true,
          advancedEventSelectors: [],
        });
        await clients().cloudtrail.send(new StopLoggingCommand({ Name: changed.created.id }));
        return changed;
      },
    ],
  ];

  for (const [what, property, change] of changed) {
    it(titleOf("sees", what), async () => {
      assert.deepEqual(await wrongIn(await change()), [property]);
    });
  }

  it("sees a bucket without its policy", async () => {
    const Bucket = (await make(types.bucket, { bucket: fresh(), tags: { a: "b" } })).created.id;
    const changed = await make(types.bucketPolicy, { bucket: Bucket, policy: document(allow) });
    assert.deepEqual(await wrongIn(changed), []);
    await clients().s3.send(new DeleteBucketPolicyCommand({ Bucket }));
    await assert.rejects(wrongIn(changed), { name: "NoSuchBucketPolicy" });
  });
});
