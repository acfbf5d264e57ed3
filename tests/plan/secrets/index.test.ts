import assert from "node:assert/strict";
import { planSecrets } from "../../../plan/secrets";
import { planContext } from "../../support/context";
import { forEachExample, type Overrides } from "../examples";

const plan = (overrides: Overrides = {}) => planSecrets(planContext(overrides));

import { withRotations } from "../rotations";

describe("planSecrets", () => {
  it("names secrets by project, stack and service, and encrypts each with its owner's key", () => {
    assert.deepEqual(
      plan().secrets.map(({ key, name, encryptionKey, rotationFunction }) => ({
        key,
        name,
        encryptionKey,
        rotationFunction,
      })),
      [
        {
          key: "orbit-api-token",
          name: "agent-runtime/dev/orbit/api-token",
          encryptionKey: "keys-orbit-secrets",
          rotationFunction: "orbit",
        },
        {
          key: "axon-model-key",
          name: "agent-runtime/dev/axon/model-key",
          encryptionKey: "keys-axon-secrets",
          rotationFunction: "axon",
        },
      ],
    );
  });

  it("spares no role of another service", () => {
    const { services } = planContext().config;
    for (const { key, policy } of plan().secrets) {
      const others = Object.keys(services).filter((service) => !key.startsWith(`${service}-`));
      for (const other of others) {
        assert.ok(!JSON.stringify(policy).includes(`dev-${other}-`), `${other} reads ${key}`);
      }
    }
  });

  it("plans one rotation function per owner, with its role and its log group", () => {
    const services = {
      orbit: { tier: "private", secrets: ["token", "password"] },
      axon: { tier: "axon-runtime" },
    };
    assert.deepEqual(
      plan({ services }).rotationFunctions.map(({ name, role: key, logGroup, tags }) => [
        tags["Service"],
        name,
        key,
        logGroup,
      ]),
      [
        [
          "orbit",
          "agent-runtime-dev-orbit-rotation",
          "orbit-rotation",
          "/agent-runtime/dev/orbit-rotation",
        ],
      ],
    );
  });

  it("refers only to keys, roles and log groups that the estate has", () => {
    forEachExample((title, _context, { secrets, keys, identity, logGroups }) => {
      const known = {
        keys: keys.keys.map(({ logicalName }) => logicalName),
        roles: identity.roles.map(({ key }) => key),
        groups: logGroups.groups.map(({ name }) => name),
      };
      for (const { encryptionKey } of secrets.secrets) {
        assert.ok(known.keys.includes(encryptionKey), `${title}: ${encryptionKey}`);
      }
      for (const { role: key, logGroup } of secrets.rotationFunctions) {
        assert.ok(known.roles.includes(key), `${title}: ${key}`);
        assert.ok(known.groups.includes(logGroup), `${title}: ${logGroup}`);
      }
    });
  });

  it("BEST-27 takes rotation, recovery and protection from configuration and environment", () => {
    const { rotationDays, recoveryWindowDays, protect, accountId } = plan({
      environment: "prod",
      secrets: { rotationDays: 7 },
    });
    assert.deepEqual(
      { rotationDays, recoveryWindowDays, protect, accountId },
      { rotationDays: 7, recoveryWindowDays: 30, protect: true, accountId: "111122223333" },
    );
  });

  it("stays within the 512 characters of a secret name and the 64 of a function name", () => {
    forEachExample((title, _context, { secrets }) => {
      for (const { name } of secrets.secrets) {
        assert.match(name, /^[\w/+=.@-]{1,512}$/, title);
      }
      for (const { name } of secrets.rotationFunctions) assert.ok(name.length <= 64, name);
    });
  });

  it("SEC-76 starts no rotation of a value that an operator stores first", () => {
    const { secrets } = plan(withRotations);
    assert.deepEqual(
      Object.fromEntries(secrets.map(({ key, rotateImmediately }) => [key, rotateImmediately])),
      {
        "orbit-api-token": true,
        "orbit-database": false,
        "orbit-ledger": false,
        "axon-model-key": false,
      },
    );
  });

  it("encrypts the variables of a function with its service's own key, and alarms on its errors", () => {
    for (const { service, name, encryptionKey, alarm } of plan(withRotations).rotationFunctions) {
      assert.equal(encryptionKey, `keys-${service}-secrets`);
      assert.equal(alarm.functionName, name);
    }
  });
});
