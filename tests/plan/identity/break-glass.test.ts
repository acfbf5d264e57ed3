import assert from "node:assert/strict";
import { planEstate } from "../../../plan/estate";
import { planBreakGlassRole } from "../../../plan/identity/break-glass";
import { planContext } from "../../support/context";
import { everybody, forEachExample } from "../examples";
import { allowances, denials } from "../lockout";

const action = "secretsmanager:GetSecretValue";

describe("planBreakGlassRole", () => {
  it("IAM-62 lets IAM users in with a factor of the last 15 minutes", () => {
    const breakGlass = [{ arn: "arn:aws:iam::111122223333:user/chief" }];
    const [role] = planBreakGlassRole(planContext({ identity: { people: { breakGlass } } }));
    assert.deepEqual(role?.trustPolicy.Statement[0]?.Condition, {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
      NumericLessThan: { "aws:MultiFactorAuthAge": "900" },
    });
  });

  it("makes no role where nobody is named, or no secret is kept", () => {
    assert.deepEqual(planBreakGlassRole(planContext()), []);
    const bare = { services: { orbit: { tier: "private" } }, edges: [] };
    assert.deepEqual(planBreakGlassRole(planContext({ ...everybody, ...bare })), []);
  });

  it("SEC-80 is denied no secret by its policy, its key or the role's boundary", () => {
    let read = 0;
    forEachExample((title, { names }, { identity, keys, secrets }) => {
      const role = identity.roles.find(({ key }) => key === "break-glass");
      if (role === undefined) return;
      const arn = names.roleArn(role.name);
      for (const secret of secrets.secrets) {
        read += 1;
        assert.deepEqual(denials(secret.policy, { arn, action }), [], `${title}: ${secret.key}`);
        const key = keys.keys.find(({ logicalName }) => logicalName === secret.encryptionKey);
        assert.ok(key !== undefined);
        const decrypt = { arn, action: "kms:Decrypt" };
        assert.deepEqual(denials(key.policy, decrypt), [], `${title}: ${key.logicalName}`);
        assert.ok(allowances(key.policy, decrypt).includes("ReadSecrets"), title);
      }
      for (const needed of [action, "secretsmanager:DescribeSecret", "kms:Decrypt"]) {
        assert.deepEqual(denials(role.boundary, { arn, action: needed }), [], needed);
        assert.equal(allowances(role.boundary, { arn, action: needed }).length, 1, needed);
      }
    });
    assert.ok(read > 0);
  });

  it("reads every secret of the stack, each by its name, and decrypts with their keys alone", () => {
    const context = planContext(everybody);
    const [role] = planBreakGlassRole(context);
    const { secrets } = planEstate(context.config, context.environment);
    const [read, decrypt] = role?.policy?.Statement ?? [];
    assert.deepEqual(
      read?.Resource,
      secrets.secrets.map(({ name }) =>
        context.names.arn("secretsmanager", `secret:${name}-??????`),
      ),
    );
    assert.deepEqual(
      new Set(decrypt?.Resource),
      new Set(secrets.secrets.map(({ encryptionKey: ref }) => ({ ref }))),
    );
    assert.equal(
      decrypt?.Condition?.["StringEquals"]?.["kms:ViaService"],
      "secretsmanager.us-east-1.amazonaws.com",
    );
  });

  it("spares no other role that comes later: the list of readers is exact", () => {
    const { config, environment, names } = planContext(everybody);
    for (const { policy } of planEstate(config, environment).secrets.secrets) {
      for (const name of ["reader", "responder"] as const) {
        const arn = names.roleArn(names.personRole(name));
        assert.ok(denials(policy, { arn, action }).length > 0, name);
      }
    }
  });
});
