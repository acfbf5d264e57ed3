/** Work did not end in time. */
export class DeadlineError extends Error {
  override readonly name = "DeadlineError";
}

/**
 * Gives work a time limit. The result does not wait for the work to notice its signal: code that loses the signal
 * on the way still ends in time.
 * @throws DeadlineError when the time is over; otherwise what the work throws.
 */
export async function withDeadline<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new DeadlineError(`No result within ${String(milliseconds)} ms.`);
      reject(error);
      controller.abort(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(controller.signal), over]);
  } finally {
    clearTimeout(timer);
  }
}
