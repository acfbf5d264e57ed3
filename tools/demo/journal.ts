import { setTimeout as sleep } from "node:timers/promises";

/** A line of one party's log. */
export interface Line {
  /** Whose it is. */
  readonly party: string;
  /** As it was written. */
  readonly text: string;
}

/** A security event, as far as the local run looks at it. */
export interface LoggedEvent {
  /** Who wrote it. */
  readonly party: string;
  /** Fields of its line. */
  readonly fields: Readonly<Record<string, unknown>>;
}

/** All that the processes of a local run write. */
export interface Journal {
  /** Takes a line. */
  readonly add: (line: Line) => void;
  /** Everything that was written. */
  lines(): readonly Line[];
  /** Events under a correlation id, in the order in which they were written. */
  events(correlationId: string): readonly LoggedEvent[];
  /**
   * The same, once there are as many as expected and no more came for some time, 100 ms unless it is given; those
   * there are when some are missing.
   */
  settled(
    correlationId: string,
    expected: number,
    settleMilliseconds?: number,
  ): Promise<readonly LoggedEvent[]>;
}

const pollMilliseconds = 10;
const patienceMilliseconds = 3000;
/** Lines come through pipes: one that should not be there may be a moment late. */
const defaultSettleMilliseconds = 100;

/** An empty journal. */
export function makeJournal(): Journal {
  const lines: Line[] = [];
  const events = (correlationId: string) =>
    lines
      .filter(({ text }) => text.includes(correlationId))
      .map(({ party, text }) => ({ party, fields: fieldsOf(text) }))
      .filter(({ fields }) => fields["correlation_id"] === correlationId)
      .filter(({ fields }) => fields["event_type"] !== undefined)
      .sort((left, right) => timeOf(left).localeCompare(timeOf(right)));
  return {
    add: (line) => void lines.push(line),
    lines: () => lines,
    events,
    async settled(correlationId, expected, settleMilliseconds = defaultSettleMilliseconds) {
      const end = Date.now() + patienceMilliseconds;
      while (events(correlationId).length < expected && Date.now() < end) {
        await sleep(pollMilliseconds);
      }
      await sleep(settleMilliseconds);
      return events(correlationId);
    },
  };
}

const timeOf = ({ fields }: LoggedEvent): string => String(fields["timestamp"]);

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  if (!text.startsWith("{")) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return Object.fromEntries(Object.entries(parsed ?? {}));
  } catch {
    return {};
  }
}
