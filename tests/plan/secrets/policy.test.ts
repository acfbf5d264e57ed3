import assert from "node:assert/strict";
import fc from "fast-check";
import type { PolicyDocument } from "../../../plan/document";
import { planEstate } from "../../../plan/estate";
import { planContext } from "../../support/context";
import { verdictOf } from "../evaluate";
import { everybody, forEachExample, type Overrides } from "../examples";
import { arbitraryRotations, withRotations } from "../rotations";

function estateOf(overrides: Overrides) {
  const context = planContext(overrides);
  return { names: context.names, ...planEstate(context.config, context.environment) };
}

const denies = (policy: PolicyDocument, caller: string, action: string): boolean =>
  verdictOf(policy, { caller, action: `secretsmanager:${action}` }) === "deny";

const deployer = "arn:aws:iam::111122223333:role/deployment/estate";
const stranger = "arn:aws:iam::111122223333:role/anybody";
const root = "arn:aws:iam::111122223333:root";

const management = [
  "CancelRotateSecret",
  "DeleteResourcePolicy",
  "DeleteSecret",
  "PutResourcePolicy",
  "ReplicateSecretToRegions",
  "RestoreSecret",
  "RotateSecret",
  "TagResource",
  "UpdateSecret",
];

describe("secretPolicy", () => {
  it("SEC-80 BEST-27 denies the value to everybody but task, execution, rotation and break-glass of the owner, in any graph", () => {
    fc.assert(
      fc.property(arbitraryRotations, fc.boolean(), (overrides, withPeople) => {
        const { secrets, identity, names } = estateOf(
          withPeople ? { ...everybody, ...overrides } : overrides,
        );
        for (const { key, service, policy } of secrets.secrets) {
          const readers = ["task", "execution", "rotation"].map((kind) => `${service}-${kind}`);
          const spared = [...readers, ...(withPeople ? ["break-glass"] : [])];
          for (const role of identity.roles) {
            const isDenied = denies(policy, names.roleArn(role.name), "GetSecretValue");
            assert.equal(isDenied, !spared.includes(role.key), `${role.key} on ${key}`);
          }
          for (const caller of [stranger, deployer, root]) {
            assert.ok(denies(policy, caller, "GetSecretValue"), `${caller} on ${key}`);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it("SEC-80 locks nobody out who deploys: all but reading the value stays with the account", () => {
    const { secrets } = estateOf(withRotations);
    for (const { key, policy } of secrets.secrets) {
      for (const caller of [deployer, root]) {
        for (const action of [...management, "PutSecretValue", "DescribeSecret"]) {
          assert.ok(!denies(policy, caller, action), `${caller} ${action} ${key}`);
        }
      }
    }
  });

  it("SEC-80 lets rotation alone, among the roles of the stack, change which value is current", () => {
    const { secrets, identity, names } = estateOf({ ...everybody, ...withRotations });
    for (const { key, service, policy } of secrets.secrets) {
      for (const role of identity.roles) {
        const isRotation = role.key === `${service}-rotation`;
        for (const action of ["PutSecretValue", "UpdateSecretVersionStage"]) {
          const isDenied = denies(policy, names.roleArn(role.name), action);
          assert.equal(isDenied, !isRotation, `${role.key} ${action} ${key}`);
        }
        for (const action of management) {
          const mayBe = action === "RotateSecret" && role.key === "containment";
          const isDenied = denies(policy, names.roleArn(role.name), action);
          assert.equal(isDenied, !mayBe, `${role.key} ${action}`);
        }
      }
    }
  });

  it("IAM-63 spares AWS services, whose calls carry no role", () => {
    forEachExample((title, _context, { secrets }) => {
      for (const { policy } of secrets.secrets) {
        for (const action of ["GetSecretValue", "PutSecretValue", "DeleteSecret"]) {
          assert.ok(!denies(policy, "secretsmanager.amazonaws.com", action), `${title} ${action}`);
        }
      }
    });
  });

  it("allows nothing by itself, and stays within the 20,480 bytes of a policy", () => {
    forEachExample((title, _context, { secrets }) => {
      for (const { policy } of secrets.secrets) {
        assert.ok(
          policy.Statement.every(({ Effect }) => Effect === "Deny"),
          title,
        );
        assert.ok(JSON.stringify(policy).length <= 20_480, title);
      }
    });
  });
});
