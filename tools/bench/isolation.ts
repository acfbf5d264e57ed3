import { planEstate } from "../../plan/estate";
import type { World } from "../../policy-pack/authorization/known-arns";
import { accessesIn } from "../../policy-pack/authorization/neighbour-uses";
import { ownLimitQuestions } from "../../policy-pack/authorization/own-limits";
import { namedUses } from "../../policy-pack/authorization/service-uses";
import { answer } from "../../policy-pack/authorization/verdicts";
import { wiringQuestions } from "../../policy-pack/authorization/wiring";
import { planContext } from "../../tests/support/context";
import { plannedEstate, worldOf } from "../../tests/support/policy-pack/planned-estate";
import { median } from "./measure";

/** Figures of the isolation proof. */
export interface IsolationFigures {
  /** CPU of all questions about 30 services with secrets, edges and a mesh, all pairs included. */
  readonly "isolation of 30 services, CPU s": number;
}

/** What it may cost. */
const budgetSeconds = 3;

const services = 30;
const callees = 3;

/** Measures the proof in this process, without reading the stack. */
export function measureIsolation(runs: number): IsolationFigures {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) seconds.push(prove());
  return { "isolation of 30 services, CPU s": median(seconds) };
}

/** The figures over their budget by more than a fifth. */
export const missedIsolationBudgets = (figures: IsolationFigures): readonly string[] =>
  Object.entries(figures)
    .filter(([, seconds]) => seconds > budgetSeconds * 1.2)
    .map(([name]) => name);

function prove(): number {
  const world = worldOfServices();
  const { stack, context } = world;
  const started = process.cpuUsage();
  accessesIn(stack, context);
  const questions = [
    ...namedUses(stack, context),
    ...wiringQuestions(stack, context),
    ...ownLimitQuestions(stack, context),
  ];
  for (const question of questions) answer(world, question);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

/** Services that each own two secrets and call the next ones, planned as a stack of theirs would be. */
function worldOfServices(): World {
  const names = Array.from({ length: services }, (_, at) => `service-${String(at)}`);
  const { config, environment } = planContext({
    services: Object.fromEntries(
      names.map((name) => [name, { tier: "private", secrets: ["api-token", "model-key"] }]),
    ),
    edges: names.flatMap((from, at) =>
      names.slice(at + 1, at + 1 + callees).map((to) => ({
        from,
        to,
        operations: [{ method: "POST", path: "/reason", intent: "reason" }],
      })),
    ),
  });
  return worldOf(plannedEstate(planEstate(config, environment)));
}
