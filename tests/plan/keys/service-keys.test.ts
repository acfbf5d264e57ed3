import assert from "node:assert/strict";
import fc from "fast-check";
import type { PolicyDocument } from "../../../plan/document";
import { type EstatePlan, planEstate } from "../../../plan/estate";
import { logicalNames } from "../../../plan/naming";
import { planContext } from "../../support/context";
import { type Asked, verdictOf } from "../evaluate";
import { everybody, type Overrides } from "../examples";
import { arbitraryRotations, withRotations } from "../rotations";

const uses = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:CreateGrant",
];

const via = (service: string) => ({ "kms:ViaService": `${service}.us-east-1.amazonaws.com` });

interface Estate {
  readonly context: ReturnType<typeof planContext>;
  readonly plan: EstatePlan;
}

function estateOf(overrides: Overrides): Estate {
  const context = planContext(overrides);
  return { context, plan: planEstate(context.config, context.environment) };
}

const keyPolicy = ({ plan }: Estate, name: string): PolicyDocument =>
  plan.keys.keys.find(({ logicalName }) => logicalName === name)?.policy ??
  assert.fail(`no ${name}`);

/** Whether a role of the stack may use a key: the key's policy and the role's own must both allow it. */
function mayUse(estate: Estate, key: string, asked: Asked): boolean {
  const role = estate.plan.identity.roles.find(
    ({ name }) => estate.context.names.roleArn(name) === asked.caller,
  );
  const documents = [role?.policy, role?.boundary].map(
    (document) => document ?? { Version: "2012-10-17" as const, Statement: [] },
  );
  return (
    verdictOf(keyPolicy(estate, key), asked) === "allow" &&
    documents.every((document) => verdictOf(document, { ...asked, on: key }) === "allow")
  );
}

/** Everything that AWS might send with the use of a service's keys, so that a refusal is nobody's oversight. */
function favourable({ context }: Estate, service: string): readonly Record<string, string>[] {
  const secrets = context.config.services[service]?.secrets ?? [];
  const arns = secrets.map((secret) =>
    context.names.secretArn(service, secret).replace("??????", "AbCdEf"),
  );
  return [
    { "kms:EncryptionContext:service": service },
    { ...via("lambda"), "kms:GrantIsForAWSResource": "true" },
    ...arns.map((arn) => ({ ...via("secretsmanager"), "kms:EncryptionContext:SecretARN": arn })),
  ];
}

/** What a role may do with a key of a service under any of its contexts. */
function usesOf(
  estate: Estate,
  { service, key, name }: Readonly<Record<"service" | "key" | "name", string>>,
): readonly string[] {
  const caller = estate.context.names.roleArn(name);
  return favourable(estate, service).flatMap((context) =>
    uses
      .filter((action) => mayUse(estate, key, { caller, action, context }))
      .map((action) => `${name} ${action}`),
  );
}

const purposesOf = ({ context }: Estate, service: string) =>
  (context.config.services[service]?.secrets ?? []).length > 0
    ? (["data", "secrets"] as const)
    : (["data"] as const);

describe("service keys", () => {
  it("KMS-72 BEST-25 no role of one service, nor of an edge or the estate, uses a key of another in any graph", () => {
    fc.assert(
      fc.property(arbitraryRotations, (overrides) => {
        const estate = estateOf(overrides);
        for (const service of Object.keys(estate.context.config.services)) {
          const strangers = estate.plan.identity.roles.filter((role) => role.service !== service);
          for (const purpose of purposesOf(estate, service)) {
            const key = logicalNames.serviceKey(service, purpose);
            const allowed = strangers.flatMap(({ name }) => usesOf(estate, { service, key, name }));
            assert.deepEqual(allowed, [], key);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it("BEST-25 every service uses its data key, and only for data that says whose it is", () => {
    const estate = estateOf(withRotations);
    const caller = estate.context.names.roleArn(estate.context.names.taskRole("orbit"));
    for (const action of ["kms:Decrypt", "kms:GenerateDataKey"]) {
      const ask = (context: Record<string, string>) =>
        mayUse(estate, "keys-orbit-data", { caller, action, context });
      assert.ok(ask({ "kms:EncryptionContext:service": "orbit" }), action);
      assert.ok(!ask({ "kms:EncryptionContext:service": "axon" }), action);
      assert.ok(!ask({}), action);
    }
  });

  it("SEC-73 readers decrypt, and rotation also encrypts, through Secrets Manager of the Region and for the secret alone", () => {
    const estate = estateOf(withRotations);
    const { names } = estate.context;
    const own = names.secretArn("orbit", "database").replace("??????", "AbCdEf");
    const foreign = names.secretArn("axon", "model-key").replace("??????", "AbCdEf");
    const ask = (role: string, action: string, context: Record<string, string>) =>
      mayUse(estate, "keys-orbit-secrets", { caller: names.roleArn(role), action, context });
    const through = { ...via("secretsmanager"), "kms:EncryptionContext:SecretARN": own };
    const readers = [names.taskRole("orbit"), names.executionRole("orbit")];
    const rotation = names.rotationFunction("orbit");
    for (const role of [...readers, rotation]) {
      assert.ok(ask(role, "kms:Decrypt", through), role);
      assert.equal(ask(role, "kms:GenerateDataKey", through), role === rotation, role);
      assert.ok(!ask(role, "kms:Decrypt", { "kms:EncryptionContext:SecretARN": own }), role);
      assert.ok(!ask(role, "kms:Decrypt", via("secretsmanager")), role);
      const others = { ...through, "kms:EncryptionContext:SecretARN": foreign };
      assert.ok(!ask(role, "kms:Decrypt", others), role);
      const elsewhere = { ...through, "kms:ViaService": "secretsmanager.us-west-2.amazonaws.com" };
      assert.ok(!ask(role, "kms:Decrypt", elsewhere), role);
    }
  });

  it("SEC-80 the break-glass role decrypts secrets of every service", () => {
    const estate = estateOf({ ...everybody, ...withRotations });
    const { names } = estate.context;
    const caller = names.roleArn(names.personRole("break-glass"));
    for (const [service, secret] of [
      ["orbit", "ledger"],
      ["axon", "model-key"],
    ] as const) {
      const arn = names.secretArn(service, secret).replace("??????", "AbCdEf");
      const context = { ...via("secretsmanager"), "kms:EncryptionContext:SecretARN": arn };
      const key = logicalNames.serviceKey(service, "secrets");
      assert.ok(mayUse(estate, key, { caller, action: "kms:Decrypt", context }), key);
      assert.ok(!mayUse(estate, key, { caller, action: "kms:Encrypt", context }), key);
    }
  });

  it("SEC-81 whoever deploys may store the first value where rotation makes none, and of no other secret", () => {
    const deployer = "arn:aws:iam::111122223333:role/deployment/estate";
    const estate = estateOf({ identity: { deployerArns: [deployer] }, ...withRotations });
    const { names } = estate.context;
    const ask = (caller: string, secret: string) =>
      verdictOf(keyPolicy(estate, "keys-orbit-secrets"), {
        ...{ caller, action: "kms:GenerateDataKey" },
        context: {
          ...via("secretsmanager"),
          "kms:EncryptionContext:SecretARN": names
            .secretArn("orbit", secret)
            .replace("??????", "AbCdEf"),
        },
      });
    assert.equal(ask(deployer, "database"), "allow");
    assert.equal(ask(deployer, "ledger"), "allow");
    assert.equal(ask(deployer, "api-token"), "silent");
    assert.equal(ask("arn:aws:iam::111122223333:role/somebody", "database"), "silent");
  });
});
