import {
  type CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { LogSearch, QueryProgress } from "../../runtime/review/ports";

/** Queries in CloudWatch Logs Insights. */
export const logsInsights = (client: CloudWatchLogsClient): LogSearch => ({
  async start({ logGroup, text, from, to, maxRows }) {
    const { queryId } = await client.send(
      new StartQueryCommand({
        logGroupName: logGroup,
        queryString: text,
        startTime: from,
        endTime: to,
        limit: maxRows,
      }),
    );
    if (queryId === undefined) throw new Error("The query has no id.");
    return queryId;
  },
  async progress(queryId) {
    const {
      status,
      results = [],
      statistics,
    } = await client.send(new GetQueryResultsCommand({ queryId }));
    return {
      status: statusOf(status),
      rows: results.map((row) =>
        Object.fromEntries(
          row.flatMap(({ field, value }) =>
            field === undefined || value === undefined ? [] : [[field, value]],
          ),
        ),
      ),
      scannedBytes: statistics?.bytesScanned ?? 0,
    };
  },
  async stop(queryId) {
    await client.send(new StopQueryCommand({ queryId }));
  },
});

function statusOf(status: string | undefined): QueryProgress["status"] {
  if (status === "Complete") return "complete";
  return status === "Running" || status === "Scheduled" || status === "Unknown"
    ? "running"
    : "failed";
}
