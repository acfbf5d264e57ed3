import assert from "node:assert/strict";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { cloudWatchLogs } from "../../../lambdas/contain-incident/logs";

interface Page {
  readonly events: readonly { readonly timestamp: number; readonly message: string }[];
  readonly nextToken?: string;
}

/** Logs whose client answers with pages in turn, and then with empty ones for ever. */
function logsWith(pages: readonly Page[]) {
  const sent: unknown[] = [];
  const client = new CloudWatchLogsClient({ region: "us-east-1" });
  client.middlewareStack.add(
    () =>
      ({ input }) => {
        const page = pages[sent.length] ?? { events: [], nextToken: "more" };
        sent.push(input);
        return Promise.resolve({ output: { $metadata: {}, ...page }, response: {} });
      },
    { step: "initialize", priority: "high" },
  );
  return { logs: cloudWatchLogs(client), sent };
}

const query = { logGroup: "/group", from: 1, to: 2, limit: 3 };
const event = (timestamp: number) => ({ timestamp, message: `event ${String(timestamp)}` });

describe("cloudWatchLogs", () => {
  it("reads on over empty pages to the end", async () => {
    const { logs, sent } = logsWith([
      { events: [event(1)], nextToken: "two" },
      { events: [], nextToken: "three" },
      { events: [event(2)] },
    ]);
    assert.deepEqual(await logs.read({ ...query, pattern: "{ $.a = 1 }" }), {
      events: [event(1), event(2)],
      isTruncated: false,
    });
    const common = {
      logGroupName: "/group",
      startTime: 1,
      endTime: 2,
      filterPattern: "{ $.a = 1 }",
    };
    assert.deepEqual(sent, [
      { ...common, limit: 3 },
      { ...common, limit: 2, nextToken: "two" },
      { ...common, limit: 2, nextToken: "three" },
    ]);
  });

  it("stops at its limits, and says that there is more", async () => {
    const { logs } = logsWith([{ events: [event(1), event(2), event(3)], nextToken: "more" }]);
    assert.equal((await logs.read(query)).isTruncated, true);
    const endless = logsWith([]);
    assert.deepEqual(await endless.logs.read(query), { events: [], isTruncated: true });
    assert.equal(endless.sent.length, 50);
    const message = "x".repeat(9_000_000);
    const large = logsWith([{ events: [{ timestamp: 1, message }], nextToken: "more" }]);
    assert.equal((await large.logs.read(query)).isTruncated, true);
    assert.equal(large.sent.length, 1);
  });
});
