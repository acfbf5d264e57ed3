import * as z from "zod/mini";

const schema = z.object({
  /** Heap in use after a collection, in megabytes. */
  heapMegabytes: z.number(),
  /** Resident memory without V8's young generation, in megabytes. */
  residentMegabytes: z.number(),
  /** Sockets, timers and other things that keep the event loop alive. */
  handles: z.number(),
  /** How late the event loop was since the sample before, in milliseconds: middle value and worst hundredth. */
  delayP50: z.number(),
  delayP99: z.number(),
});

/** What a process is like at one moment. */
export type Sample = z.output<typeof schema>;

/**
 * A sample, out of a message of a process.
 * @throws when the message is none.
 */
export const sampleOf = (message: unknown): Sample => schema.parse(message);
