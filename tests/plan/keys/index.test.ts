import assert from "node:assert/strict";
import type { Statement } from "../../../plan/document";
import { type KeyPlan, planKeys } from "../../../plan/keys";
import { parse } from "../../support/config-cases";
import { planContext } from "../../support/context";
import { everybody, forEachExample, longestNames, type Overrides } from "../examples";

const plan = (overrides: Overrides = {}) => planKeys(planContext(overrides));

function keyOf(logicalName: string, overrides: Overrides = {}): KeyPlan {
  const { keys } = plan(overrides);
  return keys.find((key) => key.logicalName === logicalName) ?? assert.fail(`no ${logicalName}`);
}

const statementsOf = (logicalName: string, overrides: Overrides = {}): readonly Statement[] =>
  keyOf(logicalName, overrides).policy.Statement;

const root = "arn:aws:iam::111122223333:root";
const role = (name: string) => `arn:aws:iam::111122223333:role/agent-runtime/dev/${name}`;

const isAdministration = ({ Sid }: Statement) => Sid.includes("Administ");

/** Cryptographic operations and grants (AWS KMS Developer Guide, "Key ARN permissions"). */
const isUse = (action: string) =>
  /^kms:(Decrypt|Encrypt|GenerateDataKey|GenerateMac|ReEncrypt|Sign|Verify|CreateGrant|DeriveShared)/.test(
    action,
  );

describe("planKeys", () => {
  it("plans a data key per service, a secrets key per owner of secrets, and five of the estate, and one for receipts", () => {
    const services = { orbit: { tier: "private", secrets: ["token"] }, axon: { tier: "private" } };
    assert.deepEqual(
      plan({ services }).keys.map(({ logicalName, alias }) => [logicalName, alias]),
      [
        ["keys-orbit-data", "agent-runtime-dev-orbit-data"],
        ["keys-orbit-secrets", "agent-runtime-dev-orbit-secrets"],
        ["keys-axon-data", "agent-runtime-dev-axon-data"],
        ["keys-logs", "agent-runtime-dev-logs"],
        ["keys-trail", "agent-runtime-dev-trail"],
        ["keys-alerts", "agent-runtime-dev-alerts"],
        ["keys-evidence", "agent-runtime-dev-evidence"],
        ["keys-governance", "agent-runtime-dev-governance"],
        ["keys-receipts-1", "agent-runtime-dev-receipts-1"],
      ],
    );
  });

  it("KMS-67 keeps the account able to correct every policy, or AWS would refuse it", () => {
    forEachExample((title, _context, { keys }) => {
      for (const { logicalName, policy } of keys.keys) {
        const [delegation] = policy.Statement;
        assert.deepEqual(delegation?.Principal, { AWS: [root] }, `${title}: ${logicalName}`);
        assert.ok(delegation.Action.includes("kms:PutKeyPolicy"), `${title}: ${logicalName}`);
        assert.equal(delegation.Condition, undefined);
      }
    });
  });

  it("BEST-25 lets administrators neither use a key nor hand out its use", () => {
    forEachExample((title, _context, { keys }) => {
      for (const { logicalName, policy } of keys.keys) {
        const administration = policy.Statement.filter(isAdministration);
        assert.ok(administration.length > 0, `${title}: ${logicalName}`);
        assert.deepEqual(administration.flatMap(({ Action }) => Action).filter(isUse), []);
      }
    });
  });

  it("binds every use to a condition that names who, or for what", () => {
    forEachExample((title, _context, { keys }) => {
      for (const { logicalName, policy } of keys.keys) {
        const uses = policy.Statement.filter(
          // AWS Config names but the account it acts for: tests/plan/account-baseline/recorder.test.ts.
          (statement) =>
            !isAdministration(statement) &&
            !["ReadPublicKey", "EncryptConfiguration"].includes(statement.Sid),
        );
        assert.ok(uses.length > 0, `${title}: ${logicalName}`);
        for (const { Condition, Sid } of uses) {
          assert.match(
            JSON.stringify(Condition),
            /aws:PrincipalArn|aws:SourceArn|ViaService|EncryptionContext:(aws:(logs:arn|sns:topicArn|sqs:arn)|SourceArn)/,
            `${title}: ${logicalName} ${Sid}`,
          );
        }
      }
    });
  });

  it("names configured administrators beside the account", () => {
    const administratorArns = ["arn:aws:iam::111122223333:role/security/key-admin"];
    const [, administer] = statementsOf("keys-logs", { keys: { administratorArns } });
    assert.deepEqual(administer?.Principal, { AWS: administratorArns });
    assert.deepEqual(administer.Action, statementsOf("keys-logs")[0]?.Action);
  });

  it("lets the task role alone use the data key of its service", () => {
    assert.deepEqual(statementsOf("keys-orbit-data").slice(1), [
      {
        Sid: "UseData",
        Effect: "Allow",
        Principal: { AWS: [root] },
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: ["*"],
        Condition: {
          StringEquals: { "kms:EncryptionContext:service": "orbit" },
          ArnEquals: { "aws:PrincipalArn": [role("agent-runtime-dev-orbit-task")] },
        },
      },
    ]);
  });

  it("SEC-73 opens the secrets key through Secrets Manager only, and for the service's secrets only", () => {
    const [read, rotate] = statementsOf("keys-orbit-secrets").slice(1);
    const through = {
      StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
      StringLike: {
        "kms:EncryptionContext:SecretARN": [
          "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/api-token-??????",
        ],
      },
    };
    assert.deepEqual(read?.Action, ["kms:Decrypt"]);
    assert.deepEqual(read.Condition, {
      ...through,
      ArnEquals: {
        "aws:PrincipalArn": [
          role("agent-runtime-dev-orbit-task"),
          role("agent-runtime-dev-orbit-execution"),
        ],
      },
    });
    assert.deepEqual(rotate?.Action, ["kms:Decrypt", "kms:GenerateDataKey"]);
    assert.deepEqual(rotate.Condition, {
      ...through,
      ArnEquals: { "aws:PrincipalArn": [role("agent-runtime-dev-orbit-rotation")] },
    });
  });

  it("lets the break-glass role read secrets, and nothing else of the estate", () => {
    const naming = plan(everybody).keys.flatMap(({ policy, logicalName }) =>
      policy.Statement.filter((statement) => JSON.stringify(statement).includes("break-glass")).map(
        ({ Sid }) => `${logicalName} ${Sid}`,
      ),
    );
    assert.deepEqual(naming, ["keys-orbit-secrets ReadSecrets", "keys-axon-secrets ReadSecrets"]);
  });

  it("KMS-72 lets no principal of one service use a key of another", () => {
    for (const overrides of [{}, longestNames]) {
      const { config, names } = planContext(overrides);
      const services = Object.keys(config.services);
      for (const owner of services) {
        const policies = plan(overrides)
          .keys.filter(({ logicalName }) => logicalName.startsWith(`keys-${owner}-`))
          .map(({ policy }) => JSON.stringify(policy));
        assert.equal(policies.length, 2);
        for (const other of services.filter((service) => service !== owner)) {
          const roles = [names.taskRole, names.executionRole, names.rotationFunction];
          const foreign = roles.map((nameOf) => `${names.roleArn(nameOf(other))}"`);
          assert.ok(
            policies.every((text) => foreign.every((arn) => !text.includes(arn))),
            `${other} in a key of ${owner}`,
          );
        }
      }
    }
  });

  it("KMS-74 keeps the keys of logs, trail, alerts and evidence apart from every role of a service", () => {
    const { config, names } = planContext(longestNames);
    const roles = Object.keys(config.services).flatMap((service) =>
      [names.taskRole, names.executionRole, names.rotationFunction].map((nameOf) =>
        names.roleArn(nameOf(service)),
      ),
    );
    assert.ok(roles.length > 0);
    for (const purpose of ["logs", "trail", "alerts", "evidence"]) {
      const text = JSON.stringify(statementsOf(`keys-${purpose}`, longestNames));
      for (const role of roles) assert.ok(!text.includes(`${role}"`), `${purpose} ${role}`);
    }
  });

  it("KMS-68 encrypts the stack's log groups for CloudWatch Logs of the Region, and no others", () => {
    const use = statementsOf("keys-logs")[1];
    assert.deepEqual(use?.Principal, { Service: ["logs.us-east-1.amazonaws.com"] });
    assert.deepEqual(use.Condition, {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn":
          "arn:aws:logs:us-east-1:111122223333:log-group:/agent-runtime/dev/*",
      },
    });
  });

  it("KMS-70 opens the alert key to alarms by their source, and to event rules by the topic", () => {
    const publishers = statementsOf("keys-alerts").filter(({ Sid }) =>
      ["PublishAlarms", "PublishEvents"].includes(Sid),
    );
    assert.deepEqual(
      publishers.map(({ Principal, Condition }) => [Principal, Condition]),
      [
        [
          { Service: ["cloudwatch.amazonaws.com"] },
          {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: {
              "aws:SourceArn":
                "arn:aws:cloudwatch:us-east-1:111122223333:alarm:agent-runtime-dev-*",
            },
          },
        ],
        [
          { Service: ["events.amazonaws.com"] },
          // EventBridge sends no source keys to KMS, so a condition on them would drop every event.
          {
            StringEquals: {
              "kms:EncryptionContext:aws:sns:topicArn":
                "arn:aws:sns:us-east-1:111122223333:agent-runtime-dev-alerts",
            },
          },
        ],
      ],
    );
    for (const { Action } of publishers) {
      assert.deepEqual(Action, ["kms:Decrypt", "kms:GenerateDataKey"]);
    }
  });

  it("KMS-69 lets CloudTrail encrypt for this trail", () => {
    const [encrypt, describe] = statementsOf("keys-trail").slice(1);
    const trailArn = "arn:aws:cloudtrail:us-east-1:111122223333:trail/agent-runtime-dev-trail";
    assert.deepEqual(encrypt?.Action, ["kms:GenerateDataKey"]);
    assert.deepEqual(describe?.Action, ["kms:DescribeKey"]);
    for (const { Principal, Condition } of [encrypt, describe]) {
      assert.deepEqual(Principal, { Service: ["cloudtrail.amazonaws.com"] });
      assert.deepEqual(Condition?.["StringEquals"], { "aws:SourceArn": trailArn });
    }
  });

  it("KMS-75 stays within the 32 KB of a key policy and the 256 characters of an alias", () => {
    forEachExample((title, _context, { keys }) => {
      for (const { alias, policy } of keys.keys) {
        assert.ok(JSON.stringify(policy).length <= 32_768, `${title}: ${alias}`);
        assert.match(`alias/${alias}`, /^alias\/[\w/-]{1,250}$/);
      }
      assert.equal(new Set(keys.keys.map(({ alias }) => alias)).size, keys.keys.length);
    });
  });

  it("takes rotation, deletion window and protection from the configuration", () => {
    const { rotationPeriodDays, deletionWindowDays, protect } = plan({
      environment: "prod",
      keys: { rotationPeriodDays: 180, deletionWindowDays: 21 },
    });
    assert.deepEqual(
      { rotationPeriodDays, deletionWindowDays, protect },
      { rotationPeriodDays: 180, deletionWindowDays: 21, protect: true },
    );
    assert.equal(plan().protect, false);
  });

  it("KMS-75 takes periods and windows that AWS takes, and refuses those beyond", () => {
    const accepts = (keys: Readonly<Record<string, number>>) => parse({ keys }).ok;
    for (const rotationPeriodDays of [90, 365]) assert.ok(accepts({ rotationPeriodDays }));
    for (const rotationPeriodDays of [89, 2561, 90.5]) assert.ok(!accepts({ rotationPeriodDays }));
    for (const deletionWindowDays of [7, 30]) assert.ok(accepts({ deletionWindowDays }));
    for (const deletionWindowDays of [0, 6, 31]) assert.ok(!accepts({ deletionWindowDays }));
  });

  it("SEC-80 takes recovery windows that AWS takes, none of zero days", () => {
    const accepts = (recoveryWindowDays: number) => parse({ secrets: { recoveryWindowDays } }).ok;
    assert.deepEqual([0, 6, 7, 30, 31].filter(accepts), [7, 30]);
  });
});
