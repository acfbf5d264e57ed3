import assert from "node:assert/strict";
import type { Statement } from "../../../plan/document";
import {
  askGovernance,
  planGovernanceRole,
  verifyReceipts,
} from "../../../plan/identity/governance";
import { planContext } from "../../support/context";
import { forEachExample } from "../examples";

const table = "arn:aws:dynamodb:us-east-1:111122223333:table/agent-runtime-dev-governance";
const queue = "arn:aws:sqs:us-east-1:111122223333:agent-runtime-dev-governance";

const onlyKeys = (...patterns: readonly string[]) => ({
  "ForAllValues:StringLike": { "dynamodb:LeadingKeys": patterns },
  Null: { "dynamodb:LeadingKeys": "false" },
});

const permissions = (overrides = {}): readonly Statement[] =>
  planGovernanceRole(planContext(overrides)).policy?.Statement ?? [];

const touched = (statements: readonly Statement[]) =>
  statements.map(({ Action, Condition }) => [Action, Condition]);

describe("planGovernanceRole", () => {
  it("reads quarantine flags of the table, and nothing else of it", () => {
    const ofTable = permissions().filter(({ Resource }) => Resource?.includes(table));
    assert.deepEqual(touched(ofTable), [[["dynamodb:GetItem"], onlyKeys("quarantine#*")]]);
  });

  it("signs with the listed generations of the receipts' keys, by one algorithm, and decrypts with none", () => {
    const receipts = { keyGenerations: [1, 2] };
    const sign = permissions({ governance: { receipts } }).filter(({ Resource }) =>
      JSON.stringify(Resource).includes("keys-receipts"),
    );
    assert.deepEqual(sign, [
      {
        Sid: "SignReceipts",
        Effect: "Allow",
        Action: ["kms:Sign"],
        Resource: [{ ref: "keys-receipts-1" }, { ref: "keys-receipts-2" }],
        Condition: { StringEquals: { "kms:SigningAlgorithm": "ECDSA_SHA_256" } },
      },
    ]);
  });

  it("puts failed invocations into its own queue", () => {
    const ofQueue = permissions().filter(({ Resource }) => Resource?.includes(queue));
    assert.deepEqual(touched(ofQueue), [[["sqs:SendMessage"], undefined]]);
  });

  it("uses the key of its state only through DynamoDB for its table, through SQS, and for its own variables", () => {
    const uses = permissions().filter(({ Resource }) =>
      JSON.stringify(Resource).includes("keys-governance"),
    );
    assert.deepEqual(
      uses.map(({ Condition }) => Condition?.["StringEquals"] ?? Condition),
      [
        {
          "kms:ViaService": "dynamodb.us-east-1.amazonaws.com",
          "kms:EncryptionContext:aws:dynamodb:tableName": "agent-runtime-dev-governance",
        },
        {
          StringLike: {
            "kms:EncryptionContext:aws:lambda:FunctionArn": [
              "arn:aws:lambda:us-east-1:111122223333:function:agent-runtime-dev-governance",
              "arn:aws:lambda:us-east-1:111122223333:function:agent-runtime-dev-governance:*",
            ],
          },
        },
        { "kms:ViaService": "sqs.us-east-1.amazonaws.com" },
      ],
    );
  });
});

describe("askGovernance", () => {
  it("G13 lets each caller invoke the alias that stands for it, and nobody another's", () => {
    forEachExample((title, context, { identity }) => {
      for (const { key, service, policy } of identity.roles) {
        const invoked = (policy?.Statement ?? [])
          .filter(({ Action }) => Action.includes("lambda:InvokeFunction"))
          .flatMap(({ Resource }) => Resource ?? []);
        const isCaller =
          key === `${service ?? ""}-task` &&
          context.config.edges.some(({ from }) => from === service);
        const called = isCaller ? [context.names.governanceAliasArn(service ?? "")] : [];
        // The workflow of incidents invokes containment, which is no caller of governance.
        const own =
          key === "incident" ? [`${context.names.containmentFunctionArn}:workflow`] : called;
        assert.deepEqual(invoked, own, `${title}: ${key}`);
      }
    });
  });

  it("gives a service that calls nobody nothing", () => {
    assert.deepEqual(askGovernance(planContext(), "axon"), []);
  });
});

describe("verifyReceipts", () => {
  it("lets a callee read the accepted policies and who is quarantined, and note receipts made out to itself alone", () => {
    const ofTable = verifyReceipts(planContext(), "axon").filter(({ Resource }) =>
      Resource?.includes(table),
    );
    assert.deepEqual(touched(ofTable), [
      [["dynamodb:GetItem"], onlyKeys("policy#accepted", "quarantine#*")],
      [["dynamodb:PutItem"], onlyKeys("receipt#axon#*")],
    ]);
  });

  it("lets a callee write nothing where receipts are not used up", () => {
    const receipts = { singleUse: false };
    const actions = verifyReceipts(planContext({ governance: { receipts } }), "axon").flatMap(
      ({ Action }) => Action,
    );
    assert.deepEqual(actions, ["dynamodb:GetItem", "kms:Decrypt"]);
  });

  it("gives a service that nobody calls nothing", () => {
    assert.deepEqual(verifyReceipts(planContext(), "orbit"), []);
  });
});
