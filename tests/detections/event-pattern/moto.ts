import { execFileSync } from "node:child_process";
import path from "node:path";
import { motoServer } from "../../../tools/moto/install";

const script = `
import json, sys
from moto.events.models import EventPattern
asked = json.load(sys.stdin)
patterns = [EventPattern.load(json.dumps(pattern)) for pattern in asked["patterns"]]
print(json.dumps([[pattern.matches_event(event) for event in asked["events"]] for pattern in patterns]))
`;

/**
 * For each pattern, which events moto's rules forward. Its matcher is called where it is: moto has no TestEventPattern,
 * and forwards events only with a package that is not installed.
 */
export function motoMatches(
  patterns: readonly unknown[],
  events: readonly unknown[],
): readonly (readonly unknown[])[] {
  const answer: unknown = JSON.parse(
    execFileSync(path.join(path.dirname(motoServer), "python"), ["-c", script], {
      input: JSON.stringify({ patterns, events }),
      encoding: "utf8",
    }),
  );
  return listOf(answer).map(listOf);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`moto answered ${JSON.stringify(value)} for a list`);
}
