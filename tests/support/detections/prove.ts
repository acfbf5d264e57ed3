import assert from "node:assert/strict";
import { compileFilterPattern } from "../../../detections/filter-pattern";
import type { Cases } from "./case-table";
import { type World, worlds } from "./worlds";

const shown = (world: World, key: string, value: unknown) =>
  `${world.title}: ${key}: ${JSON.stringify(value).slice(0, 600)}`;

/** Runs `use` in every world that has the detection, of which there is one at least. */
function inWorlds(key: string, use: (world: World, cases: Cases) => void): void {
  const having = worlds.filter(({ detections }) => detections.some((each) => each.key === key));
  assert.ok(having.length > 0, `nobody has ${key}`);
  for (const world of having) use(world, world.cases(key));
}

/** A test that each sample which should fire a detection does so. */
export const fires = (key: string) => (): void => {
  inWorlds(key, (world, cases) => {
    assert.ok(cases.fires.length > 0);
    for (const value of cases.fires) {
      assert.ok(world.fired(value).has(key), shown(world, key, value));
    }
  });
};

/** A test that no sample which should not fire a detection does so. */
export const staysQuiet = (key: string) => (): void => {
  inWorlds(key, (world, cases) => {
    assert.ok(cases.quiet.length > 0);
    for (const value of cases.quiet) {
      assert.ok(!world.fired(value).has(key), shown(world, key, value));
    }
  });
};

/**
 * A test that a detection overlooks what it is known to overlook: lifting a limit must change what is written about it.
 * @param seenBy detection that sees it instead, if there is one
 */
export const overlooks = (key: string, seenBy?: string) => (): void => {
  inWorlds(key, (world, { unseen = [] }) => {
    assert.ok(unseen.length > 0);
    for (const value of unseen) {
      const fired = world.fired(value);
      assert.ok(!fired.has(key), shown(world, key, value));
      if (seenBy !== undefined) assert.ok(fired.has(seenBy), shown(world, seenBy, value));
    }
  });
};

/** A test that an alarm looks at the metric which AWS makes, and is raised by values or by their absence. */
export const watches = (key: string) => (): void => {
  inWorlds(key, ({ detections }, cases) => {
    const alarm = detections.find((each) => each.key === key);
    assert.ok(alarm?.kind === "metric-alarm" && alarm.threshold !== undefined);
    const [namespace, name, of] = cases.metric ?? assert.fail(key);
    const { metric, threshold, raisedBy } = alarm;
    assert.deepEqual([metric.namespace, metric.name], [namespace, name]);
    assert.deepEqual(Object.values(metric.dimensions), [of]);
    assert.equal(stateOf(threshold, raisedBy, [0]), raisedBy === "silence" ? "ALARM" : "OK");
    assert.equal(stateOf(threshold, raisedBy, [1]), raisedBy === "silence" ? "OK" : "ALARM");
    assert.equal(stateOf(threshold, raisedBy, []), raisedBy === "silence" ? "ALARM" : "OK");
  });
};

function stateOf(threshold: number, raisedBy: "values" | "silence", values: readonly number[]) {
  const sum = values.reduce((total, value) => total + value, 0);
  const isReached = sum >= threshold;
  return (raisedBy === "silence") === isReached ? "OK" : "ALARM";
}

/** A test that the lines which keep a heartbeat from firing are counted, no others are, and none raises an alarm. */
export const keepsBeating = (key: string) => (): void => {
  inWorlds(key, (world, { beats = [], quiet }) => {
    const found = world.detections.find((each) => each.key === key);
    assert.ok(found?.kind === "log-filter" && found.raisedBy === "silence" && beats.length > 0);
    const { matchesEvent } = compileFilterPattern(found.pattern);
    for (const value of beats) {
      assert.ok(matchesEvent(value), shown(world, key, value));
      assert.ok(!world.fired(value).has(key), shown(world, key, value));
    }
    for (const value of quiet) {
      const message: unknown =
        typeof value === "object" && value && "message" in value ? value.message : value;
      assert.ok(!matchesEvent(message), shown(world, key, value));
    }
  });
};
