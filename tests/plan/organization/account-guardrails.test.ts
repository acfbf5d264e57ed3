import assert from "node:assert/strict";
import { accountGuardrails } from "../../../plan/organization/account-guardrails";
import { planContext } from "../../support/context";
import { byRole, deniedBy, organizationInputs } from "../../support/control-policies";

const statements = accountGuardrails(planContext({ accountBaseline: "owner" }), organizationInputs);
const [administrator = ""] = organizationInputs.administratorArns;
const other = "arn:aws:iam::111122223333:role/developer";

const denied = (action: string, arn: string, more: Readonly<Record<string, string>> = {}) =>
  deniedBy(statements, { action, resource: "*", keys: { ...byRole(arn), ...more } });

describe("accountGuardrails", () => {
  it("BEST-9 lets nobody take the account out of the organization", () => {
    for (const arn of [administrator, other]) {
      assert.deepEqual(denied("organizations:LeaveOrganization", arn), ["StayInOrganization"]);
    }
  });

  it("BEST-9 denies everything to the root user, but not to the organization's sessions for single tasks", () => {
    const root = "arn:aws:iam::111122223333:root";
    assert.ok(denied("s3:ListAllMyBuckets", root).includes("NoRootUser"));
    assert.deepEqual(denied("s3:DeleteBucketPolicy", root, { "aws:AssumedRoot": "true" }), []);
    assert.deepEqual(denied("s3:ListAllMyBuckets", other), []);
  });

  it("BEST-9 lets administrators alone switch off what watches the account and what it defaults to", () => {
    const actions = [
      "access-analyzer:DeleteAnalyzer",
      "guardduty:DeleteDetector",
      "config:StopConfigurationRecorder",
      "s3:PutAccountPublicAccessBlock",
      "iam:DeleteAccountPasswordPolicy",
      "ec2:DisableEbsEncryptionByDefault",
    ];
    for (const action of actions) {
      assert.equal(denied(action, other).length, 1, action);
      assert.deepEqual(denied(action, administrator), [], action);
    }
  });

  it("IAM-63 leaves AWS services alone, whose requests carry no principal ARN", () => {
    const keys = { "aws:PrincipalIsAWSService": "true" };
    const request = { action: "config:StopConfigurationRecorder", resource: "*", keys };
    assert.deepEqual(deniedBy(statements, request), []);
  });
});
