import assert from "node:assert/strict";
import { Detections } from "../../../components/monitoring/detections";
import { planDetections } from "../../../plan/monitoring/detections";
import { planLogGroups } from "../../../plan/monitoring/log-groups";
import { planContext } from "../../support/context";
import type { DeclaredResource } from "../../support/mocks";
import { declaredBy, ofType } from "../../support/mocks";

const topicArn = "arn:aws:sns:us-east-1:111122223333:agent-runtime-dev-alerts";
const responsePlanArn =
  "arn:aws:ssm-incidents::111122223333:response-plan/agent-runtime-dev-response";
const plan = planDetections(planContext());

describe("combineAlarms", () => {
  let composites: readonly DeclaredResource[] = [];

  before(async () => {
    const groups = planLogGroups(planContext()).groups.map(({ name }) => [name, name] as const);
    const declared = await declaredBy(() => {
      new Detections("detections", {
        ...{
          plan,
          topicArn,
          deadLetterArn: "arn:aws:sqs:us-east-1:111122223333:q",
          roleArns: {},
          keyArns: {},
        },
        responsePlanArns: [responsePlanArn],
        logGroupNames: Object.fromEntries(groups),
      });
    });
    composites = ofType(declared, "aws:cloudwatch/compositeAlarm:CompositeAlarm");
  });

  it("tells the topic, and starts an incident, only where the plan says that it tells", () => {
    assert.equal(composites.length, plan.composites.length);
    for (const { tells, name, rule } of plan.composites) {
      const { inputs } =
        composites.find((each) => each.inputs["alarmName"] === name) ?? assert.fail();
      assert.deepEqual(inputs["alarmActions"], tells ? [topicArn, responsePlanArn] : [], name);
      assert.equal(inputs["alarmRule"], rule);
      assert.equal(inputs["actionsEnabled"], true);
    }
  });

  it("waits for every alarm that its rule names", () => {
    const alarmNames = new Map(
      plan.detections.map(({ alarmName, key }) => [alarmName, `detections-${key}`]),
    );
    for (const { name, alarms } of plan.composites) {
      const { options } =
        composites.find((each) => each.inputs["alarmName"] === name) ?? assert.fail(name);
      for (const alarm of alarms) {
        const logical = alarmNames.get(alarm) ?? alarm.replace("agent-runtime-dev", "detections");
        assert.ok(
          options.dependsOn.some((each) => each.endsWith(` ${logical}`)),
          `${name} waits for ${logical}`,
        );
      }
    }
  });

  it("IR-99 suppresses the one alarm on several classes while containment works", () => {
    const suppressed = composites.filter(({ inputs }) => inputs["actionsSuppressor"] !== undefined);
    assert.deepEqual(
      suppressed.map(({ inputs }) => [inputs["alarmName"], inputs["actionsSuppressor"]]),
      [
        [
          "agent-runtime-dev-correlated-alerts",
          { alarm: "agent-runtime-dev-containment-at-work", waitPeriod: 120, extensionPeriod: 600 },
        ],
      ],
    );
  });
});
