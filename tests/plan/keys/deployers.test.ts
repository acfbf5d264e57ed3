import assert from "node:assert/strict";
import { statementsOfDeployers } from "../../../plan/keys/deployers";
import { planContext } from "../../support/context";
import { verdictOf } from "../evaluate";

const deployer = "arn:aws:iam::111122223333:role/deployment/estate";
const stranger = "arn:aws:iam::111122223333:role/somebody";
const use = { actions: ["kms:Encrypt"], through: ["lambda", "sqs"], grantsTo: ["lambda"] };
const via = (service: string) => ({ "kms:ViaService": `${service}.us-east-1.amazonaws.com` });

function ask(deployerArns: readonly string[], caller: string) {
  const Statement = statementsOfDeployers(planContext({ identity: { deployerArns } }), use);
  return (action: string, context: Readonly<Record<string, string>>) =>
    verdictOf({ Version: "2012-10-17", Statement }, { caller, action, context }) === "allow";
}

describe("statementsOfDeployers", () => {
  it("KMS-72 grants only to AWS services, through the one that is to hold the grant", () => {
    const may = ask([], stranger);
    const forAws = { "kms:GrantIsForAWSResource": "true" };
    assert.ok(may("kms:CreateGrant", { ...via("lambda"), ...forAws }));
    assert.ok(!may("kms:CreateGrant", via("lambda")));
    assert.ok(!may("kms:CreateGrant", { ...via("lambda"), "kms:GrantIsForAWSResource": "false" }));
    assert.ok(!may("kms:CreateGrant", { ...via("sqs"), ...forAws }));
    assert.ok(!may("kms:CreateGrant", forAws));
  });

  it("uses a key through the named services alone", () => {
    const may = ask([], stranger);
    assert.ok(may("kms:Encrypt", via("sqs")));
    assert.ok(!may("kms:Encrypt", via("s3")));
    assert.ok(!may("kms:Encrypt", {}));
    assert.ok(!may("kms:Decrypt", via("sqs")));
  });

  it("is limited to the configured deployers", () => {
    assert.ok(ask([deployer], deployer)("kms:Encrypt", via("lambda")));
    assert.ok(!ask([deployer], stranger)("kms:Encrypt", via("lambda")));
  });
});
