import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  actionFacts,
  actionsMatching,
  catalogueDate,
  isKnownService,
  serviceKeys,
} from "../../../policy-pack/iam/catalogue";
import { nearest } from "../../../policy-pack/iam/spelling";
import { isWildcardOnly, takesResource } from "../../../policy-pack/iam/wildcard-only-actions";
import { worstActions, worstBut } from "../../../policy-pack/iam/worst-actions";
import { catalogueAge } from "../../../policy-pack/rules/iam/catalogue-age";
import { catalogueText } from "../../../tools/catalogue";

const file = path.resolve(__dirname, "../../../policy-pack/iam/catalogue-data.json");

describe("action catalogue", () => {
  it("POL-118 is what its pinned source says (otherwise: npm run catalogue)", () => {
    const text = readFileSync(file, "utf8");
    assert.ok(text === catalogueText(), "policy-pack/iam/catalogue-data.json is out of date");
    assert.match(catalogueDate, /^20\d\d-\d\d-\d\d$/);
    assert.match(text, /"licence": "MIT\. MIT License Copyright/);
    assert.ok(text.length < 1_500_000);
  });

  it("POL-118 knows an action whatever its letter case, with all that decides", () => {
    assert.deepEqual(actionFacts("SQS:sendmessage"), {
      name: "sqs:SendMessage",
      level: "write",
      resources: ["arn:*:sqs:*:*:*"],
      isWildcardOnly: false,
      conditionKeys: [],
    });
    assert.equal(actionFacts("iam:PutRolePolicy")?.level, "permissions");
    assert.equal(actionFacts("sqs:TagQueue")?.level, "tagging");
    assert.equal(actionFacts("iam:ListRoles")?.level, "list");
    assert.equal(actionFacts("s3:GetObject")?.level, "read");
    assert.ok(actionFacts("ec2:CreateNetworkInterface")?.conditionKeys.includes("ec2:subnetid"));
  });

  it("POL-118 counts as old after a year, unless configured otherwise", () => {
    assert.equal(catalogueAge.params["catalogueMaxAgeDays"]?.default, 365);
  });

  it("POL-118 knows nothing of what does not exist", () => {
    for (const action of ["sqs:Nothing", "nothing:SendMessage", "", "sqs", "*", "__proto__:x"]) {
      assert.equal(actionFacts(action), undefined, action);
    }
    assert.equal(isKnownService("__proto__"), false);
    assert.equal(serviceKeys("nothing"), undefined);
    assert.deepEqual(actionsMatching("sqs:Nothing*"), []);
  });

  it("POL-113 lists what a pattern means, sorted and in AWS's spelling", () => {
    assert.deepEqual(actionsMatching("SQS:send*"), ["sqs:SendMessage"]);
    assert.deepEqual(actionsMatching("dynamodb:?etItem"), ["dynamodb:GetItem"]);
    assert.deepEqual(actionsMatching("sqs:SendMessage"), ["sqs:SendMessage"]);
    assert.ok(actionsMatching("*").length > 20_000);
    assert.ok(actionsMatching("*:CreateRole").includes("iam:CreateRole"));
  });

  it("POL-190 knows which actions take no resource", () => {
    for (const action of [
      "ecr:GetAuthorizationToken",
      "sts:GetCallerIdentity",
      "xray:PutTraceSegments",
    ]) {
      assert.ok(isWildcardOnly(action) && !takesResource(action), action);
    }
    assert.ok(isWildcardOnly("CloudWatch:PutMetricData"));
    assert.ok(isWildcardOnly("cloudwatch:GetMetricData"));
    assert.ok(!isWildcardOnly("ecr:BatchGetImage"));
    assert.ok(takesResource("ecr:Get*"));
    assert.ok(takesResource("nothing:DoIt"));
    assert.ok(takesResource("nothing:*"));
  });

  it("knows the keys of a service", () => {
    assert.ok(
      serviceKeys("kms")?.some(({ name, type }) => name === "kms:viaservice" && type === "String"),
    );
  });

  it("POL-125 knows every one of the worst actions, and which an exclusion leaves", () => {
    for (const action of worstActions) assert.equal(actionFacts(action)?.name, action);
    assert.ok(!worstBut(["IAM:*"]).some((action) => action.startsWith("iam:")));
    assert.deepEqual(worstBut([]), worstActions);
  });

  it("finds the name that was meant, within two letters", () => {
    const names = ["sqs:SendMessage", "sqs:ReceiveMessage"];
    assert.equal(nearest("sqs:sendmesage", names), "sqs:SendMessage");
    assert.equal(nearest("sqs:sndmesage", names), "sqs:SendMessage");
    assert.equal(nearest("sqs:sndmesag", names), undefined);
    assert.equal(
      nearest("sqs:xendmessagex", ["sqs:SendMessages", "sqs:SendMessageX"]),
      "sqs:SendMessageX",
    );
  });
});
