import assert from "node:assert/strict";
import type { PolicyDocument } from "../../../plan/document";
import { planEstate } from "../../../plan/estate";
import { planContext } from "../../support/context";
import { verdictOf } from "../evaluate";

const context = planContext();
const { keys, identity } = planEstate(context.config, context.environment);
const { names } = context;

const functions = [
  ...["orbit", "axon"].map((service) => ({
    key: `keys-${service}-secrets`,
    role: `${service}-rotation`,
    roleArn: names.roleArn(names.rotationFunction(service)),
    functionArn: `arn:aws:lambda:us-east-1:111122223333:function:agent-runtime-dev-${service}-rotation`,
  })),
  {
    key: "keys-governance",
    role: "governance",
    roleArn: names.roleArn(names.governance),
    functionArn: "arn:aws:lambda:us-east-1:111122223333:function:agent-runtime-dev-governance",
  },
];

describe("variables of functions", () => {
  for (const { key, role, roleArn, functionArn } of functions) {
    it(`KMS-72 lets ${role} decrypt its own, in role, boundary and key, and those of no other function`, () => {
      const plan = identity.roles.find((each) => each.key === role);
      const policy = keys.keys.find(({ logicalName }) => logicalName === key)?.policy;
      assert.ok(plan?.policy !== undefined && policy !== undefined);
      const asked = (document: PolicyDocument, context: string) =>
        verdictOf(document, {
          caller: roleArn,
          action: "kms:Decrypt",
          context: { "kms:EncryptionContext:aws:lambda:FunctionArn": context },
        });
      for (const document of [plan.policy, plan.boundary, policy]) {
        assert.equal(asked(document, functionArn), "allow");
        assert.equal(asked(document, `${functionArn}:7`), "allow");
        assert.equal(asked(document, `${functionArn}-other`), "silent");
      }
    });
  }
});
