import type { Reasoner } from "./reasoner";

const maxSentences = 2;

/**
 * Answers without any model: the sentences of the task that hold most of its frequent words, in their order. The same
 * task always has the same answer, which is what local runs and tests need; it is no reasoning.
 */
export const offlineReasoner: Reasoner = {
  reason: (task) => Promise.resolve({ answer: extract(task), model: "offline-extract" }),
};

function extract(task: string): string {
  const sentences = task.split(/(?<=[.!?])\s+/).filter((sentence) => sentence.trim() !== "");
  const counts = new Map<string, number>();
  for (const word of wordsOf(task)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return sentences
    .map((sentence, index) => ({ sentence, index, weight: weigh(sentence, counts) }))
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
    .slice(0, maxSentences)
    .toSorted((a, b) => a.index - b.index)
    .map(({ sentence }) => sentence.trim())
    .join(" ");
}

function weigh(sentence: string, counts: ReadonlyMap<string, number>): number {
  const words = new Set(wordsOf(sentence));
  return [...words].reduce((sum, word) => sum + (counts.get(word) ?? 0), 0);
}

/** Words of three letters or more: shorter ones are mostly articles and the like. */
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
