import assert from "node:assert/strict";
import { IncidentManager } from "../../../components/incident-response/incident-manager";
import { planIncidentManager } from "../../../plan/incident-response/incident-manager";
import { exampleConfig, planContext } from "../../support/context";
import { declaredBy, ofType } from "../../support/mocks";

const declare = (incidentManager: boolean) =>
  declaredBy(() => {
    const incidentResponse = { ...exampleConfig.incidentResponse, incidentManager };
    const plan = planIncidentManager(planContext({ accountBaseline: "owner", incidentResponse }));
    new IncidentManager("incident-manager", { plan });
  });

const contactType = "aws:ssmcontacts/contact:Contact";

describe("IncidentManager", () => {
  it("declares contacts, channels, plans and a response plan, after the replication set they live in", async () => {
    const declared = await declare(true);
    const types = declared.map(({ type }) => type).filter((type) => type.startsWith("aws:"));
    assert.deepEqual(
      [...new Set(types)].sort(),
      [
        contactType,
        "aws:ssmcontacts/contactChannel:ContactChannel",
        "aws:ssmcontacts/plan:Plan",
        "aws:ssmincidents/replicationSet:ReplicationSet",
        "aws:ssmincidents/responsePlan:ResponsePlan",
      ].sort(),
    );
    for (const { type, name, options } of declared.filter((each) => each.type.startsWith("aws:"))) {
      if (type === "aws:ssmincidents/replicationSet:ReplicationSet") continue;
      assert.ok(
        options.dependsOn.some((each) => each.endsWith(" incident-manager-replication")),
        name,
      );
    }
  });

  it("engages the escalation, whose stages call the contacts", async () => {
    const declared = await declare(true);
    const [response] = ofType(declared, "aws:ssmincidents/responsePlan:ResponsePlan");
    assert.deepEqual(response?.inputs["engagements"], [
      "arn:aws:mock:us-east-1:111122223333:incident-manager-escalation",
    ]);
    const escalation = ofType(declared, "aws:ssmcontacts/plan:Plan").find(
      ({ name }) => name === "incident-manager-escalation",
    );
    const text = JSON.stringify(escalation?.inputs["stages"]);
    assert.match(text, /incident-manager-security.*incident-manager-management/);
  });

  it("declares nothing where configuration does not ask for it", async () => {
    assert.deepEqual(ofType(await declare(false), contactType), []);
  });
});
