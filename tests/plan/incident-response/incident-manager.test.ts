import assert from "node:assert/strict";
import { planIncidentManager } from "../../../plan/incident-response/incident-manager";
import { exampleConfig, planContext } from "../../support/context";

const planned = (accountBaseline: string, phone = "+15555550100") =>
  planIncidentManager(
    planContext({
      accountBaseline,
      incidentResponse: { ...exampleConfig.incidentResponse, phone, incidentManager: true },
    }),
  );

describe("planIncidentManager", () => {
  it("plans nothing unless configuration asks for it", () => {
    const { replicationSets, contacts, escalations, responsePlans } = planIncidentManager(
      planContext(),
    );
    assert.deepEqual([replicationSets, contacts, escalations, responsePlans], [[], [], [], []]);
  });

  it("creates the account's replication set only in the stack that owns the account's settings", () => {
    assert.deepEqual(
      planned("owner").replicationSets.map(({ region }) => region),
      ["us-east-1"],
    );
    assert.deepEqual(planned("reference").replicationSets, []);
  });

  it("calls security first and escalation after it, each by the addresses of configuration", () => {
    const { contacts, escalations } = planned("owner");
    const addresses = contacts.map(({ channels }) =>
      channels.map(({ type, address }) => [type, address]),
    );
    assert.deepEqual(addresses, [
      [
        ["EMAIL", "security@example.com"],
        ["SMS", "+15555550100"],
      ],
      [["EMAIL", "escalation@example.com"]],
    ]);
    const order = escalations.flatMap(({ stages }) => stages.map(({ contact }) => contact));
    assert.deepEqual(
      order,
      contacts.map(({ key }) => key),
    );
  });

  it("sends no SMS to a vanity number", () => {
    const channels = planned("owner", "+1-555-SECURITY").contacts.flatMap((each) => each.channels);
    assert.ok(channels.length > 0 && channels.every(({ type }) => type === "EMAIL"));
  });

  it("begins an escalation that the plan has", () => {
    const { escalations, responsePlans } = planned("owner");
    assert.equal(responsePlans.length, 1);
    const keys = escalations.map(({ key }) => key);
    for (const { escalation } of responsePlans) assert.ok(keys.includes(escalation));
  });
});
