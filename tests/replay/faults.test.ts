import assert from "node:assert/strict";
import { DeleteSecretCommand } from "@aws-sdk/client-secrets-manager";
import * as iam from "@pulumi/aws/iam";
import { deploy } from "./program";
import { danglingReferences } from "./references";
import { allow, document, documentOf, seedAccount, titleOf, trustStatement, types } from "./seeds";
import { oversizes } from "./sizes";

describe("a replay of something wrong", () => {
  const { clients, make, arnOf, fresh, ...seeds } = seedAccount();
  const { policy, role, key, secret, filter, rotation } = seeds;

  it("IAM-54 sees one character more than a managed policy may have", async () => {
    assert.deepEqual(await oversizes(clients(), [await policy(documentOf(6144))]), []);
    const [found] = await oversizes(clients(), [await policy(documentOf(6145))]);
    assert.equal(found?.characters, 6145);
  });

  it("IAM-54 sees one character more than a trust policy may have", async () => {
    const trusted = (characters: number) =>
      role({ assumeRolePolicy: documentOf(characters, trustStatement) });
    assert.deepEqual(await oversizes(clients(), [await trusted(2048)]), []);
    const [found] = await oversizes(clients(), [await trusted(2049)]);
    assert.equal(found?.characters, 2049);
  });

  it("IAM-54 sees one character more than the inline policies of a role may have together", async () => {
    const { created } = await role();
    const inline = (name: string, characters: number) =>
      make(types.rolePolicy, { role: created.id, name, policy: documentOf(characters) });
    const fitting = [await inline("first", 5000), await inline("second", 5240)];
    assert.deepEqual(await oversizes(clients(), fitting), []);
    const larger = [...fitting.slice(1), await inline("first", 5001)];
    assert.deepEqual(await oversizes(clients(), larger), [
      { of: created.id, quota: "RolePolicySizeQuota", characters: 10_241 },
    ]);
  });

  const refused: readonly [what: string, make: () => Promise<unknown>, why: RegExp][] = [
    [
      "a policy without action",
      () => policy(document({ Effect: "Allow", Resource: "*" })),
      /Malformed/,
    ],
    ["a policy that is no JSON", () => policy('{"Version":'), /Malformed/],
    [
      "a trust policy that allows more than to assume the role",
      () => role({ assumeRolePolicy: document({ ...trustStatement, Action: ["kms:Decrypt"] }) }),
      /Malformed/,
    ],
    [
      "a boundary that is no policy",
      () => role({ permissionsBoundary: "boundary" }),
      /boundary|ARN/i,
    ],
    [
      "an alias without its prefix",
      async () => make(types.alias, { name: fresh(), targetKeyId: (await key()).created.id }),
      /identifier/,
    ],
    [
      "IAM-55 a log group whose name is a character too long",
      () => make(types.logGroup, { name: "x".repeat(513), retentionInDays: 365 }),
      /512/,
    ],
    ["LOG-86 a filter pattern of 1,025 characters", () => filter("x".repeat(1025)), /1024/],
    [
      "LOG-82 a trail whose bucket does not exist",
      () => make(types.trail, { name: fresh(), s3BucketName: "nowhere-at-all" }),
      /does not exist/,
    ],
    [
      "a rule with a malformed pattern",
      () => make(types.eventRule, { name: fresh(), state: "ENABLED", eventPattern: "{" }),
      /pattern/i,
    ],
    [
      "a target of no rule",
      () =>
        make(types.eventTarget, {
          rule: "none",
          targetId: "a",
          arn: "arn:aws:sns:us-east-1:111122223333:a",
        }),
      /rule/i,
    ],
    [
      "SEC-76 a rotation without its function",
      async () =>
        make(types.rotation, {
          secretId: (await secret()).created.id,
          rotationLambdaArn: "arn:aws:lambda:us-east-1:111122223333:function:none",
          rotationRules: { automaticallyAfterDays: 30 },
        }),
      /not found/i,
    ],
    ["a rotation less often than AWS allows", async () => rotation(await secret(), 1001), /1-1000/],
    [
      "SEC-80 a recovery window of six days",
      async () => {
        const { created } = await secret();
        const command = { SecretId: created.id, RecoveryWindowInDays: 6 };
        return clients().secrets.send(new DeleteSecretCommand(command));
      },
      /RecoveryWindowInDays/,
    ],
  ];

  for (const [what, create, why] of refused) {
    it(titleOf("refuses", what), async () => {
      await assert.rejects(create(), why);
    });
  }

  it("sees a secret policy that names a role which does not exist", async () => {
    const reader = await role();
    const policyFor = (arn: string) =>
      document({ ...allow, Condition: { ArnEquals: { "aws:PrincipalArn": [arn] } } });
    const secretArn = (await secret()).created.id;
    const known = await make(types.secretPolicy, { secretArn, policy: policyFor(arnOf(reader)) });
    assert.deepEqual(danglingReferences([reader, known]), []);
    const unknown = `${arnOf(reader)}-of-yesterday`;
    const wrong = await make(types.secretPolicy, { secretArn, policy: policyFor(unknown) });
    assert.deepEqual(danglingReferences([reader, wrong]), [
      { by: `${types.secretPolicy} seeded`, arn: unknown },
    ]);
  });

  it("names the resource of a program that is refused, and makes the others", async () => {
    const definition = {
      ...{ directory: "", project: "seeded", stack: "dev", main: ".", tsconfig: undefined },
      ...{ typescript: true, config: {}, secretKeys: [] },
    };
    const { created, refusals } = await deploy(definition, clients(), () => {
      new iam.Policy("malformed", { name: fresh(), policy: document({ Effect: "Allow" }) });
      new iam.Policy("good", { name: fresh(), policy: document(allow) });
    });
    assert.deepEqual(
      refusals.map(({ name }) => name),
      ["malformed"],
    );
    assert.deepEqual(
      created.map(({ name }) => name),
      ["good"],
    );
  });
});
