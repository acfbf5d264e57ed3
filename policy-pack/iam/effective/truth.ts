/** What can be said of a fact. */
export type Truth = "yes" | "no" | "maybe";

/** Whether all hold. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes("no")) return "no";
  return truths.includes("maybe") ? "maybe" : "yes";
}

/** Whether one holds. */
export function any(truths: readonly Truth[]): Truth {
  if (truths.includes("yes")) return "yes";
  return truths.includes("maybe") ? "maybe" : "no";
}

/** Whether it does not hold. */
export function not(truth: Truth): Truth {
  if (truth === "maybe") return "maybe";
  return truth === "yes" ? "no" : "yes";
}

/** A fact that is decided. */
export const decided = (holds: boolean): Truth => (holds ? "yes" : "no");
