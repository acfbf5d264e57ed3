import * as z from "zod/mini";

/** What a client gives orbit to have done, and orbit gives axon to reason about. */
export const taskSchema = z.strictObject({
  task: z.string().check(z.minLength(1), z.maxLength(8000)),
});
