import assert from "node:assert/strict";
import { differences, revokedUntil, type State } from "../../../tools/game-day/state";

const revocation = (time: string) => ({
  Statement: [{ Effect: "Deny", Condition: { DateLessThan: { "aws:TokenIssueTime": time } } }],
});

const early = "2000-01-01T00:00:00Z";
const late = "2026-01-01T00:00:00Z";

const before: State = {
  roles: { task: { revoked: revocation(early), own: { Statement: [] } } },
  groups: { "sg-1": ["one", "two"] },
  authPolicies: { "svc-1": { Statement: [{ Effect: "Allow" }] } },
  tasks: { axon: { wanted: 2, running: 2 } },
  concurrency: { rotation: null },
  items: { "policy#accepted": { current: { S: "digest" } } },
};

describe("differences", () => {
  it("I4 takes a later end of revoked sessions for none, nor who worked on a finding", () => {
    const after: State = {
      ...before,
      roles: { task: { ...before.roles["task"], revoked: revocation(late) } },
      tasks: { axon: { wanted: 2, running: 0 } },
      items: { ...before.items, "incident#inc-1": { execution: { S: "one" } } },
    };
    assert.deepEqual(differences(before, after), []);
  });

  const changes: readonly (readonly [string, Partial<State>])[] = [
    ["role task, policy own", { roles: { task: { revoked: revocation(early) } } }],
    ["group sg-1", { groups: { "sg-1": ["one"] } }],
    ["auth policy of svc-1", { authPolicies: { "svc-1": { Statement: [] } } }],
    ["wanted tasks of axon", { tasks: { axon: { wanted: 1, running: 2 } } }],
    ["concurrency of rotation", { concurrency: { rotation: 0 } }],
    ["item policy#accepted", { items: {} }],
    [
      "item incident#service#axon",
      { items: { ...before.items, "incident#service#axon": { incident: { S: "inc-1" } } } },
    ],
  ];
  for (const [name, change] of changes) {
    it(`I3 names what is not restored: ${name}`, () => {
      assert.deepEqual(differences(before, { ...before, ...change }), [name]);
    });
  }
});

describe("revokedUntil", () => {
  it("I4 is the latest time of a role's policies, and the epoch where there is none", () => {
    const roles = { task: { one: revocation(early), other: revocation(late) } };
    assert.equal(revokedUntil({ ...before, roles }, "task"), late);
    assert.equal(Date.parse(revokedUntil(before, "another")), 0);
  });
});
