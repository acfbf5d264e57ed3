import { readQuestion } from "./asked-question";
import { placeText } from "./decision";
import { authorize } from "./evaluate";
import type { World } from "./known-arns";
import { nearMisses } from "./near-misses";
import type { AuthorizationRequest, DecidingStatement, Decision } from "./request";

/** The answer to a question about the stack. */
export interface Explanation {
  /** Whether the question could be answered. */
  readonly isAnswered: boolean;
  /** The answer, or what is wrong with the question. */
  readonly text: string;
}

/** Explains, for every caller and resource that a question means, what AWS would decide and because of what. */
export function explain(world: World, question: string): Explanation {
  const asked = readQuestion(world, question);
  if (asked.kind === "problem") return { isAnswered: false, text: asked.text };
  const answers = asked.requests.map((request) => answer(world, request));
  return { isAnswered: true, text: [question.trim(), ...answers].join("\n\n") };
}

function answer(world: World, request: AuthorizationRequest): string {
  const decision = authorize(world, request);
  const target = request.resource === undefined ? "*" : request.resource.name;
  return [
    `${callerName(request)} on ${target}${request.suffix ?? ""}: ${decision.outcome}`,
    `  ${decision.reason}`,
    ...decision.deciding.map((statement) => `  - ${statementText(statement)}`),
    ...hints(world, request, decision),
  ].join("\n");
}

function callerName({ caller }: AuthorizationRequest): string {
  switch (caller.kind) {
    case "role":
      return caller.role.name;
    case "service":
      return caller.name;
    case "foreign":
      return caller.arn;
  }
}

function statementText(statement: DecidingStatement): string {
  const { effect, path } = statement;
  const place = placeText(statement);
  if (effect === undefined)
    return `${place}: ${path === "" ? "no statement" : `unknown at ${path}`}`;
  return `${effect} by ${place}${path === "" ? "" : ` at ${path}`}`;
}

// A request that misses a condition looks like one that nobody allows.
function hints(
  world: World,
  request: AuthorizationRequest,
  { outcome }: Decision,
): readonly string[] {
  if (outcome !== "implicit-deny") return [];
  return nearMisses(world, request).map(
    ({ place, unmet }) => `  hint: ${place} asks for ${unmet.join(" and ")}`,
  );
}
