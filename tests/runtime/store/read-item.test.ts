import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { readItem } from "../../../runtime/store/read-item";
import { FakeTable } from "./fake-table";

describe("readItem", () => {
  it("reads one item by its key, as it is now", async () => {
    const table = new FakeTable();
    const item = { pk: { S: "a" }, value: { N: "1" } };
    table.items.set("a", item);
    assert.deepEqual(await readItem(table, "a"), item);
    assert.deepEqual(table.sent, [
      [
        "GetItemCommand",
        { TableName: "estate-governance", Key: { pk: { S: "a" } }, ConsistentRead: true },
      ],
    ]);
  });

  it("says that there is none", async () => {
    assert.equal(await readItem(new FakeTable(), "a"), undefined);
  });
});

describe("readItem from a table that hangs", () => {
  let server: Server;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    server = createServer((socket) => sockets.push(socket)).listen(0, "127.0.0.1");
    await once(server, "listening");
  });

  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });

  it("fails within its time, and lets go of the connection", async () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const dynamo = new DynamoDBClient({
      region: "us-east-1",
      endpoint: `http://127.0.0.1:${String(port)}`,
      credentials: { accessKeyId: "id", secretAccessKey: "secret" },
    });
    const connected = once(server, "connection");
    const reading = readItem({ dynamo, tableName: "t", timeoutMilliseconds: 1000 }, "a");
    await assert.rejects(reading, /within 1000 ms/);
    await connected;
    const [socket] = sockets;
    if (socket?.closed === false) await once(socket.resume(), "close");
    dynamo.destroy();
  });
});
