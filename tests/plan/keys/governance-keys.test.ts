import assert from "node:assert/strict";
import type { Statement } from "../../../plan/document";
import { governanceKeyStatements, receiptKeyStatements } from "../../../plan/keys/governance-keys";
import { planContext } from "../../support/context";
import { everybody, forEachExample } from "../examples";

const role = (name: string) =>
  `arn:aws:iam::111122223333:role/agent-runtime/dev/agent-runtime-dev-${name}`;

const byId = (statements: readonly Statement[], sid: string): Statement =>
  statements.find(({ Sid }) => Sid === sid) ?? assert.fail(`no ${sid}`);

const through = (service: string) => `${service}.us-east-1.amazonaws.com`;

describe("receiptKeyStatements", () => {
  const statements = receiptKeyStatements(planContext());

  it("lets governance alone sign, by one algorithm", () => {
    assert.deepEqual(byId(statements, "SignReceipts").Action, ["kms:Sign"]);
    assert.deepEqual(byId(statements, "SignReceipts").Condition, {
      StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256" },
      ArnEquals: { "aws:PrincipalArn": [role("governance")] },
    });
  });

  it("gives out nothing else but the public half", () => {
    const others = statements.filter(({ Sid }) => Sid !== "SignReceipts");
    assert.deepEqual(
      others.flatMap(({ Action }) => Action),
      ["kms:GetPublicKey"],
    );
  });

  it("asks KMS for no rotation of a key that cannot rotate", () => {
    forEachExample((title, _context, { keys }) => {
      const signing = keys.keys.filter(({ use }) => use === "signing");
      assert.ok(signing.length > 0, title);
      for (const { policy } of signing) assert.doesNotMatch(JSON.stringify(policy), /Rotation/);
    });
  });
});

// Incidents and quarantine flags are items of the table beside what callees look up.
const usersOfTable = [role("governance"), role("axon-task"), role("containment")];

describe("governanceKeyStatements", () => {
  it("lets governance, callees and containment use the table's data, through DynamoDB and for this table", () => {
    assert.deepEqual(byId(governanceKeyStatements(planContext()), "UseTable").Condition, {
      StringEquals: {
        "kms:ViaService": through("dynamodb"),
        "kms:EncryptionContext:aws:dynamodb:tableName": "agent-runtime-dev-governance",
      },
      ArnEquals: { "aws:PrincipalArn": usersOfTable },
    });
  });

  it("denies every other role of the stack all that deploying needs", () => {
    const statements = governanceKeyStatements(planContext());
    const denial = byId(statements, "NoOtherRoleOfTheStack");
    assert.equal(denial.Effect, "Deny");
    assert.deepEqual(denial.Condition, {
      ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/agent-runtime/dev/*" },
      ArnNotEquals: { "aws:PrincipalArn": usersOfTable },
    });
    for (const sid of ["Deploy", "GrantToServices"]) {
      assert.ok(byId(statements, sid).Action.every((action) => denial.Action.includes(action)));
    }
  });

  it("opens the key to deployments through services alone, S3 only where code is signed", () => {
    const deploy = (governance: object) =>
      byId(governanceKeyStatements(planContext({ governance })), "Deploy").Condition;
    const services = ["dynamodb", "lambda", "sqs"].map(through);
    assert.deepEqual(deploy({}), { StringEquals: { "kms:ViaService": services } });
    assert.deepEqual(deploy({ codeSigning: true }), {
      StringEquals: { "kms:ViaService": [...services, through("s3")] },
    });
  });

  it("lets grants be made for AWS services only", () => {
    assert.deepEqual(byId(governanceKeyStatements(planContext()), "GrantToServices").Condition, {
      StringEquals: { "kms:ViaService": [through("dynamodb"), through("lambda")] },
      Bool: { "kms:GrantIsForAWSResource": "true" },
    });
  });

  it("opens the key to the configured deployers alone, where there are any", () => {
    const deployerArns = ["arn:aws:iam::111122223333:role/security/deployer"];
    const limited = governanceKeyStatements(planContext({ identity: { deployerArns } }));
    for (const sid of ["Deploy", "GrantToServices"]) {
      assert.deepEqual(byId(limited, sid).Condition?.["ArnEquals"], {
        "aws:PrincipalArn": deployerArns,
      });
      const open = byId(governanceKeyStatements(planContext()), sid);
      assert.equal(open.Condition?.["ArnEquals"], undefined);
    }
  });

  it("IR-100 lets responders use the table's data where somebody may be one", () => {
    const statements = governanceKeyStatements(planContext(everybody));
    for (const [sid, operator] of [
      ["UseTable", "ArnEquals"],
      ["NoOtherRoleOfTheStack", "ArnNotEquals"],
    ] as const) {
      const named = byId(statements, sid).Condition?.[operator]?.["aws:PrincipalArn"];
      assert.ok(named?.includes(role("responder")), sid);
    }
  });
});
