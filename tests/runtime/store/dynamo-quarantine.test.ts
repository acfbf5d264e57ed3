import assert from "node:assert/strict";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import {
  createDynamoQuarantine,
  liftQuarantine,
  setQuarantine,
} from "../../../runtime/store/dynamo-quarantine";
import { FakeTable } from "./fake-table";

describe("createDynamoQuarantine", () => {
  let table: FakeTable;
  let now: number;

  beforeEach(() => {
    table = new FakeTable();
    now = 1_800_000_000_000;
  });

  const make = (timeoutMilliseconds = 5000) =>
    createDynamoQuarantine({
      dynamo: table.dynamo,
      tableName: table.tableName,
      clock: () => now,
      timeoutMilliseconds,
    });

  it("knows who is quarantined, by that service's own item", async () => {
    await setQuarantine(table, "orbit");
    assert.deepEqual(
      [...table.items],
      [["quarantine#orbit", { pk: { S: "quarantine#orbit" }, quarantined: { BOOL: true } }]],
    );
    const flags = make();
    assert.deepEqual(
      [await flags.isQuarantined("orbit"), await flags.isQuarantined("axon")],
      [true, false],
    );
  });

  it("acts on a flag within a second of its being set, and of its being lifted", async () => {
    const flags = make();
    assert.equal(await flags.isQuarantined("orbit"), false);
    await setQuarantine(table, "orbit");
    now += 1000;
    assert.equal(await flags.isQuarantined("orbit"), true);
    await liftQuarantine(table, "orbit");
    assert.equal(await flags.isQuarantined("orbit"), true);
    now += 1000;
    assert.equal(await flags.isQuarantined("orbit"), false);
  });

  it("may be set and lifted again and again", async () => {
    for (const change of [setQuarantine, setQuarantine, liftQuarantine, liftQuarantine]) {
      await change(table, "orbit");
    }
    assert.equal(table.items.size, 0);
  });

  it("reads a flag that is there and not set", async () => {
    table.items.set("quarantine#orbit", { quarantined: { BOOL: false } });
    assert.equal(await make().isQuarantined("orbit"), false);
  });

  const unreadable: Readonly<Record<string, Readonly<Record<string, AttributeValue>>>> = {
    "no flag": { pk: { S: "quarantine#orbit" } },
    "a flag as text": { quarantined: { S: "false" } },
    "a flag as number": { quarantined: { N: "0" } },
    "a flag that is null": { quarantined: { NULL: true } },
  };
  for (const [title, item] of Object.entries(unreadable)) {
    it(`fails on an item with ${title}`, async () => {
      table.items.set("quarantine#orbit", item);
      await assert.rejects(make().isQuarantined("orbit"), /not readable/);
    });
  }

  it("fails when the table refuses, and knows again when it answers", async () => {
    const flags = make();
    table.before = () => {
      throw new Error("AccessDeniedException");
    };
    await assert.rejects(flags.isQuarantined("orbit"), /AccessDenied/);
    table.before = () => undefined;
    assert.equal(await flags.isQuarantined("orbit"), false);
    table.before = () => {
      throw new Error("AccessDeniedException");
    };
    now += 1000;
    await assert.rejects(flags.isQuarantined("orbit"), /AccessDenied/);
  });

  it("fails when the table hangs", async () => {
    table.before = () => new Promise(() => undefined);
    await assert.rejects(make(5).isQuarantined("orbit"), /within 5 ms/);
    const slow = { dynamo: table.dynamo, tableName: table.tableName, timeoutMilliseconds: 5 };
    await assert.rejects(setQuarantine(slow, "orbit"), /within 5 ms/);
    await assert.rejects(liftQuarantine(slow, "orbit"), /within 5 ms/);
  });
});
