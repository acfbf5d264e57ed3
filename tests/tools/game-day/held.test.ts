import assert from "node:assert/strict";
import { quarantineKey } from "../../../runtime/store/layout";
import { notContained } from "../../../tools/game-day/held";
import type { State } from "../../../tools/game-day/state";

const service = {
  roleNames: ["axon-task"],
  securityGroupId: "sg-1",
  latticeServiceId: "svc-1",
  ecs: { cluster: "agents", service: "agents-axon" },
  rotation: { functionName: "axon-rotation", roleName: "axon-rotation" },
  secrets: [],
  logGroups: [],
  refusalAlarms: [],
};

const denyAll = { Statement: [{ Effect: "Deny", Action: ["*"], Resource: ["*"] }] };
const later = { DateLessThan: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" } };
const denyOld = { Statement: [{ ...denyAll.Statement[0], Condition: later }] };
const denyMesh = {
  Statement: [{ Effect: "Deny", Principal: "*", Action: ["vpc-lattice-svcs:Invoke"] }],
};

const contained: State = {
  roles: { "axon-task": { revoked: denyAll }, "axon-rotation": { revoked: denyAll } },
  groups: { "sg-1": [] },
  authPolicies: { "svc-1": denyMesh },
  tasks: { "agents-axon": { wanted: 0, running: 0 } },
  concurrency: { "axon-rotation": 0 },
  items: { [quarantineKey("axon")]: { quarantined: { BOOL: true } } },
};

describe("notContained", () => {
  it("finds nothing in a service that is contained", () => {
    assert.deepEqual(notContained(contained, "axon", service), []);
  });

  const open: readonly (readonly [string, Partial<State>])[] = [
    ["axon is not quarantined", { items: {} }],
    [
      "axon is not quarantined",
      { items: { [quarantineKey("axon")]: { quarantined: { BOOL: false } } } },
    ],
    [
      "axon-task is not denied everything",
      { roles: { ...contained.roles, "axon-task": { revoked: denyOld } } },
    ],
    ["axon-rotation is not denied everything", { roles: { "axon-task": { revoked: denyAll } } }],
    ["sg-1 has rules", { groups: { "sg-1": ["a rule"] } }],
    ["sg-1 has rules", { groups: {} }],
    ["the mesh admits somebody", { authPolicies: { "svc-1": { Statement: [] } } }],
    ["tasks run or are wanted", { tasks: { "agents-axon": { wanted: 1, running: 0 } } }],
    ["tasks run or are wanted", { tasks: { "agents-axon": { wanted: 0, running: 1 } } }],
    ["axon-rotation runs", { concurrency: { "axon-rotation": null } }],
  ];
  for (const [problem, change] of open) {
    it(`IR-98 says when ${problem}: ${JSON.stringify(change)}`, () => {
      assert.deepEqual(notContained({ ...contained, ...change }, "axon", service), [problem]);
    });
  }
});
