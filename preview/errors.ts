/** What an exit code of the preview means. */
export const exitCodes = {
  /** Nothing mandatory is violated or undecided. */
  passed: 0,
  /** Something mandatory is violated or undecided. */
  violated: 1,
  /** Wrong usage, stack file or configuration, or a policy pack that cannot be loaded. */
  misused: 2,
  /** The program threw, or did not end in time. */
  failed: 3,
} as const;

/** The caller asked for something that cannot be done; the message says what to change. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The program under preview failed; the message is its own. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
}
