import { compileEventPattern } from "../../../detections/event-pattern";
import { compileFilterPattern } from "../../../detections/filter-pattern";
import type { EventRuleDetection, LogFilterDetection } from "../../../plan/monitoring/catalogue";
import { createDelivery } from "../../../tools/detections/deliveries";
import { sampleOf } from "../../../tools/detections/samples";
import { eventMutants, filterMutants } from "./mutants";
import type { World } from "./worlds";

const samplesOf = ({ cases, plan }: World, key: string) => {
  const { fires, quiet, unseen = [], beats = [] } = cases(key);
  const deliver = createDelivery(plan);
  return [...fires, ...quiet, ...unseen, ...beats].flatMap((value) => {
    const sample = sampleOf(value);
    return sample === undefined ? [] : [deliver(sample)];
  });
};

/** Changed clauses of a filter that no case of its detection tells from the filter itself. */
export function survivingFilters(world: World, { key, pattern, logGroup }: LogFilterDetection) {
  const lines = samplesOf(world, key)
    .flatMap(({ logs }) => logs)
    .filter((log) => log.logGroup === logGroup)
    .map(({ line }) => line());
  const answers = (text: string) => {
    const { matches } = compileFilterPattern(text);
    return lines.map((line) => matches(line)).join();
  };
  const expected = answers(pattern);
  return filterMutants(pattern)
    .filter((mutant) => answers(mutant.pattern) === expected)
    .map(({ title }) => `${key}: ${title}`);
}

/** Changed leaves of a rule's pattern that no case of its detection tells from the pattern itself. */
export function survivingRules(world: World, { key, pattern }: EventRuleDetection) {
  const events = samplesOf(world, key).flatMap((delivered) => delivered.events);
  const answers = (text: unknown) => {
    const compiled = compileEventPattern(text);
    return events.map((event) => compiled.matches(event)).join();
  };
  const expected = answers(pattern);
  return eventMutants(pattern)
    .filter((mutant) => answers(mutant.pattern) === expected)
    .map(({ title }) => `${key}: ${title}`);
}
