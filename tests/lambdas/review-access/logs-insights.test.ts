import assert from "node:assert/strict";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  type GetQueryResultsCommandOutput,
} from "@aws-sdk/client-cloudwatch-logs";
import { logsInsights } from "../../../lambdas/review-access/logs-insights";
import { needsMoto } from "../../support/moto";
import { startAws } from "./aws";

const query = { logGroup: "/trail", text: "fields @message", from: 1000, to: 1999, maxRows: 10 };

describe("logsInsights", () => {
  it("asks as CloudWatch Logs is asked, and names a group that is missing", async function () {
    needsMoto(this);
    const aws = await startAws();
    const client = new CloudWatchLogsClient(aws.options);
    try {
      const logs = logsInsights(client);
      await assert.rejects(logs.start(query), { name: "ResourceNotFoundException" });
      await client.send(new CreateLogGroupCommand({ logGroupName: "/trail" }));
      const progress = await logs.progress(await logs.start(query));
      assert.deepEqual([progress.status, progress.rows], ["complete", []]);
    } finally {
      client.destroy();
      await aws.stop();
    }
  });

  const seen = async (answer: Partial<GetQueryResultsCommandOutput>) => {
    const client = new CloudWatchLogsClient({ region: "us-east-1" });
    client.middlewareStack.add(
      () => () => Promise.resolve({ output: { $metadata: {}, ...answer }, response: {} }),
      {
        step: "initialize",
      },
    );
    return logsInsights(client).progress("q-1");
  };

  // The states of a query (CloudWatch Logs API Reference, "GetQueryResults").
  for (const [status, expected] of [
    ["Scheduled", "running"],
    ["Running", "running"],
    ["Unknown", "running"],
    ["Complete", "complete"],
    ["Failed", "failed"],
    ["Cancelled", "failed"],
    ["Timeout", "failed"],
  ] as const) {
    it(`A4 takes ${status} for ${expected}`, async () => {
      assert.equal((await seen({ status })).status, expected);
    });
  }

  it("A3 gives rows by field, and the bytes that are paid for", async () => {
    const results = [[{ field: "who", value: "ann" }, { field: "what" }, { value: "lost" }]];
    const progress = await seen({ status: "Complete", results, statistics: { bytesScanned: 7 } });
    assert.deepEqual(progress, { status: "complete", rows: [{ who: "ann" }], scannedBytes: 7 });
  });
});
