import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import type { LogEvent, LogQuery, Logs } from "../../runtime/containment/ports";

/** Most pages of one query: CloudWatch Logs may answer with empty ones while it searches. */
const mostPages = 50;

/** Most characters of events that are kept of one query: Lambda's memory bounds them. */
const mostCharacters = 8_000_000;

/** Logs as CloudWatch Logs has them. */
export function cloudWatchLogs(client: CloudWatchLogsClient): Logs {
  return {
    async read(query) {
      const events: LogEvent[] = [];
      let nextToken: string | undefined;
      let characters = 0;
      for (let page = 0; page < mostPages; page += 1) {
        const answer = await client.send(commandOf(query, query.limit - events.length, nextToken));
        const found = (answer.events ?? []).map(eventOf);
        events.push(...found);
        characters += found.reduce((total, { message }) => total + message.length, 0);
        nextToken = answer.nextToken;
        if (nextToken === undefined) return { events, isTruncated: false };
        if (events.length >= query.limit || characters >= mostCharacters) break;
      }
      return { events, isTruncated: true };
    },
  };
}

function commandOf(
  { logGroup, pattern, from, to }: LogQuery,
  remaining: number,
  nextToken: string | undefined,
): FilterLogEventsCommand {
  return new FilterLogEventsCommand({
    logGroupName: logGroup,
    startTime: from,
    endTime: to,
    limit: Math.min(remaining, 10_000),
    ...(pattern !== undefined && { filterPattern: pattern }),
    ...(nextToken !== undefined && { nextToken }),
  });
}

const eventOf = ({ timestamp = 0, message = "" }: FilteredLogEvent): LogEvent => ({
  timestamp,
  message,
});
