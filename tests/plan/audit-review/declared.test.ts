import assert from "node:assert/strict";
import { declaredReaders, declaredUsers } from "../../../plan/audit-review/declared";
import { planKeys } from "../../../plan/keys";
import { planContext } from "../../support/context";
import { forEachExample } from "../examples";
import { postgresDual } from "../rotations";

const role = (name: string) =>
  `arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-${name}`;

const breakGlass = {
  identity: { people: { breakGlass: [{ arn: "arn:aws:iam::111122223333:user/ann" }] } },
};

describe("declaredReaders", () => {
  it("A5 are the service's own roles, and not break-glass", () => {
    for (const context of [planContext(), planContext(breakGlass)]) {
      const [first] = declaredReaders(context);
      assert.ok(first);
      assert.equal(first.name, "agent-runtime/dev/orbit/api-token");
      assert.deepEqual(
        [...first.readers].sort(),
        ["orbit-execution", "orbit-rotation", "orbit-task"].map(role),
      );
    }
  });

  forEachExample((example, context) => {
    it(`A5 know every secret of the configuration, each with somebody: ${example}`, () => {
      const readers = declaredReaders(context);
      for (const [service, { secrets }] of Object.entries(context.config.services)) {
        for (const secret of secrets) {
          const name = context.names.secret(service, secret);
          const found = readers.filter((each) => each.name === name);
          assert.equal(found.length, 1);
          assert.ok((found[0]?.readers.length ?? 0) > 0);
          assert.match(found[0]?.arn ?? "", /-\?{6}$/);
        }
      }
    });
  });

  it("A5 know administrators' secrets, once though several services use one", () => {
    const { administratorSecretArn: secretArn } = postgresDual;
    const byTurns = [{ name: "ledger", rotation: postgresDual }];
    const context = planContext({
      services: {
        orbit: { tier: "private", port: 8443, secrets: byTurns },
        axon: { tier: "axon-runtime", port: 8443, secrets: byTurns },
      },
    });
    const found = declaredReaders(context).filter(({ arn }) => arn === secretArn);
    assert.deepEqual(
      found.map(({ readers }) => readers),
      [["orbit-rotation", "axon-rotation"].map(role)],
    );
  });
});

describe("declaredUsers", () => {
  forEachExample((example, context) => {
    it(`A5 are in the order of the keys, and are roles and services of AWS: ${example}`, () => {
      const users = declaredUsers(context);
      assert.deepEqual(
        users.map(({ name }) => name),
        planKeys(context).keys.map(({ logicalName }) => logicalName),
      );
      for (const user of users.flatMap((each) => each.users)) {
        assert.match(user, /^arn:aws:iam::\d{12}:|^[a-z0-9.-]+\.amazonaws\.com$/);
      }
    });
  });

  const usersOf = (key: string, overrides = {}) =>
    declaredUsers(planContext(overrides)).find(({ name }) => name === key)?.users;

  it("A5 are a service's task for its data, and CloudWatch Logs for logs", () => {
    assert.deepEqual(usersOf("keys-orbit-data"), [role("orbit-task")]);
    assert.deepEqual(usersOf("keys-logs"), ["logs.us-east-1.amazonaws.com"]);
  });

  it("A5 leave out break-glass, each use of which is to be looked at", () => {
    assert.deepEqual(usersOf("keys-orbit-secrets", breakGlass), usersOf("keys-orbit-secrets"));
  });

  it("A5 are deployers where configuration names them", () => {
    const deployer = "arn:aws:iam::111122223333:role/deployer";
    const users = usersOf("keys-orbit-secrets", { identity: { deployerArns: [deployer] } });
    assert.ok(users?.includes(deployer));
  });
});
