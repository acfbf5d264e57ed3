import assert from "node:assert/strict";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { AcceptedPolicies } from "../../../runtime/receipts/receipt";
import {
  createDynamoAcceptedPolicies,
  createStaticAcceptedPolicies,
} from "../../../runtime/store/accepted-policies";
import { FakeTable } from "./fake-table";

const older = "a".repeat(64);
const current = "b".repeat(64);
const other = "c".repeat(64);
const now = 1_800_000_000;
const until = now + 600;

/** Which of the digests are accepted at a moment. */
async function acceptedBy(policies: AcceptedPolicies, seconds: number) {
  const accepted: string[] = [];
  for (const digest of [older, current, other, "", current.toUpperCase()]) {
    if (await policies.accepts(digest, seconds)) accepted.push(digest);
  }
  return accepted;
}

describe("createStaticAcceptedPolicies", () => {
  it("G16 accepts the current policies alone", async () => {
    assert.deepEqual(await acceptedBy(createStaticAcceptedPolicies({ current }), now), [current]);
  });

  it("G16 accepts the previous policies too, until they end", async () => {
    const policies = createStaticAcceptedPolicies({ current, previous: { digest: older, until } });
    assert.deepEqual(await acceptedBy(policies, until - 1), [older, current]);
    assert.deepEqual(await acceptedBy(policies, until), [current]);
    assert.deepEqual(await acceptedBy(policies, Number.NaN), [current]);
  });
});

describe("createDynamoAcceptedPolicies", () => {
  let table: FakeTable;
  let milliseconds: number;

  beforeEach(() => {
    table = new FakeTable();
    milliseconds = now * 1000;
  });

  const make = (timeoutMilliseconds = 5000) =>
    createDynamoAcceptedPolicies({
      dynamo: table.dynamo,
      tableName: table.tableName,
      clock: () => milliseconds,
      timeoutMilliseconds,
    });

  const write = (list: Readonly<Record<string, AttributeValue>>) =>
    table.items.set("policy#accepted", { pk: { S: "policy#accepted" }, ...list });

  it("G16 accepts the current policies of the table alone", async () => {
    write({ current: { S: current } });
    assert.deepEqual(await acceptedBy(make(), now), [current]);
  });

  it("G16 accepts the previous policies of the table too, until they end", async () => {
    write({ current: { S: current }, previous: { S: older }, previousUntil: { N: String(until) } });
    const policies = make();
    assert.deepEqual(await acceptedBy(policies, until - 1), [older, current]);
    assert.deepEqual(await acceptedBy(policies, until), [current]);
    assert.equal(table.sent.length, 1);
  });

  it("follows a change of the table within a second", async () => {
    write({ current: { S: older } });
    const policies = make();
    assert.deepEqual(await acceptedBy(policies, now), [older]);
    write({ current: { S: current } });
    milliseconds += 1000;
    assert.deepEqual(await acceptedBy(policies, now), [current]);
  });

  it("fails when there is no list", async () => {
    await assert.rejects(make().accepts(current, now), /not readable/);
  });

  const unreadable: Readonly<Record<string, Readonly<Record<string, AttributeValue>>>> = {
    "no current digest": { previous: { S: older }, previousUntil: { N: String(until) } },
    "a current digest that is none": { current: { S: "*" } },
    "a current digest of another type": { current: { SS: [current] } },
    "a previous digest without end": { current: { S: current }, previous: { S: older } },
    "an end without previous digest": { current: { S: current }, previousUntil: { N: "1" } },
    "a previous digest that is none": {
      current: { S: current },
      previous: { S: "*" },
      previousUntil: { N: String(until) },
    },
    "an end that is no time": {
      current: { S: current },
      previous: { S: older },
      previousUntil: { N: "1E+99" },
    },
  };
  for (const [title, list] of Object.entries(unreadable)) {
    it(`fails on a list with ${title}`, async () => {
      write(list);
      await assert.rejects(make().accepts(current, now), /not readable/);
    });
  }

  it("fails when the table refuses or hangs", async () => {
    write({ current: { S: current } });
    table.before = () => {
      throw new Error("AccessDeniedException");
    };
    await assert.rejects(make().accepts(current, now), /AccessDenied/);
    table.before = () => new Promise(() => undefined);
    await assert.rejects(make(5).accepts(current, now), /within 5 ms/);
  });
});
