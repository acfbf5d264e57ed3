import assert from "node:assert/strict";
import { createDynamoRegister } from "../../../runtime/receipts/dynamo-register";
import { FakeTable, transient } from "../store/fake-table";
import { claimsOf, start } from "./examples";

describe("createDynamoRegister", () => {
  let table: FakeTable;

  beforeEach(() => {
    table = new FakeTable();
  });

  const make = (timeoutMilliseconds = 5000) =>
    createDynamoRegister({ dynamo: table.dynamo, tableName: table.tableName, timeoutMilliseconds });

  it("G16 records a use by one write on the condition that there is none", async () => {
    assert.equal(await make().use(claimsOf()), true);
    const [[command, input] = ["", {}]] = table.sent;
    const pk = "receipt#axon#6f1c6c3e-9a44-4f06-8f0e-b7f9a9b8c001";
    const use = input.Item?.["use"];
    assert.deepEqual(
      [command, input],
      [
        "PutItemCommand",
        {
          TableName: "estate-governance",
          Item: { pk: { S: pk }, use, expiresAt: { N: String(start + 30 + 5 + 60) } },
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        },
      ],
    );
    assert.match(use?.S ?? "", /^[0-9a-f-]{36}$/);
  });

  it("G16 refuses the second use, by this task and by any other", async () => {
    const [one, other] = [make(), make()];
    const uses = [
      await one.use(claimsOf()),
      await one.use(claimsOf()),
      await other.use(claimsOf()),
      await other.use(claimsOf({ jti: "another-id" })),
    ];
    assert.deepEqual(uses, [true, false, false, true]);
  });

  it("takes its own write for its own when the client repeats it after a lost answer", async () => {
    let lost = 0;
    table.after = () => {
      lost += 1;
      if (lost === 1) throw transient();
    };
    assert.equal(await make().use(claimsOf()), true);
    assert.equal(table.sent.length, 2);
    assert.equal(await make().use(claimsOf()), false);
  });

  it("takes another's write for another's when its own is repeated", async () => {
    await make().use(claimsOf());
    let calls = 0;
    table.before = () => {
      calls += 1;
      if (calls === 1) throw transient();
    };
    assert.equal(await make().use(claimsOf()), false);
    assert.equal(calls, 2);
  });

  it("fails when the table refuses, so that the callee refuses", async () => {
    table.before = () => {
      throw new Error("AccessDeniedException");
    };
    await assert.rejects(make().use(claimsOf()), /AccessDenied/);
  });

  it("fails when the table hangs", async () => {
    table.before = () => new Promise(() => undefined);
    await assert.rejects(make(5).use(claimsOf()), /within 5 ms/);
  });
});
