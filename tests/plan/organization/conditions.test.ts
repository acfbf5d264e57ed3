import assert from "node:assert/strict";
import { deny, notBy } from "../../../plan/organization/conditions";
import { conditionsHold } from "../../support/condition-keys";
import { byRole, organizationInputs } from "../../support/control-policies";

describe("notBy", () => {
  const condition = notBy(organizationInputs);

  it("IAM-63 holds for every role but the administrators", () => {
    for (const arn of organizationInputs.administratorArns) {
      assert.equal(conditionsHold(condition, byRole(arn)), false);
      assert.equal(conditionsHold(condition, byRole(`${arn}-2`)), true);
    }
  });

  it("IAM-63 does not hold for AWS services, though they have no principal ARN", () => {
    assert.equal(conditionsHold(condition, { "aws:PrincipalIsAWSService": "true" }), false);
  });

  it("IAM-63 holds where neither key is there", () => {
    assert.equal(conditionsHold(condition, {}), true);
  });
});

describe("deny", () => {
  it("names every resource unless told which, and has no condition unless given one", () => {
    assert.deepEqual(deny("Stay", { Action: ["organizations:LeaveOrganization"] }), {
      Sid: "Stay",
      Effect: "Deny",
      Action: ["organizations:LeaveOrganization"],
      Resource: ["*"],
    });
  });
});
