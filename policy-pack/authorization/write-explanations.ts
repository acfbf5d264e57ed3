import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { ExplanationRequest } from "../engine/configuration";
import type { Finding, RuleFacts } from "../engine/finding";
import { findingOf } from "../engine/finding";
import type { Explanation } from "./explain";

const facts: RuleFacts = {
  id: "pack/report",
  level: "mandatory",
  severity: "high",
  onUndecided: "fail",
  why: "Whoever asked for an answer would take an old one, or none, for the answer to this question.",
  fix: "Name a file that can be written, in a folder that may be created.",
};

/** Writes the answers that were asked for, as JSON. One that cannot be written is a finding, and stops no other. */
export function writeExplanations(
  explain: (question: string) => Explanation,
  requests: readonly ExplanationRequest[],
): readonly Finding[] {
  return requests.flatMap(({ question, file }, index) => {
    try {
      const target = path.resolve(file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, `${JSON.stringify({ question, ...explain(question) }, null, 2)}\n`);
      return [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const message = `The explanation ${file} was not written: ${reason}`;
      const at = `/explanations/${String(index)}`;
      return [findingOf(facts, undefined, { verdict: "fail", path: at, message, value: file })];
    }
  });
}
