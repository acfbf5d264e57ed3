import assert from "node:assert/strict";
import path from "node:path";
import { testTitles } from "../../tools/controls/titles";
import { worlds } from "../support/detections/worlds";

const root = path.resolve(__dirname, "../..");
const titles = new Set(
  testTitles(root)
    .filter(({ file }) => path.dirname(file) === "tests/detections")
    .map(({ title }) => title),
);
const all = worlds.flatMap((world) => world.detections.map(({ key }) => ({ world, key })));

describe("all detections", () => {
  it("BEST-41 each have a group of tests that is called after them, in every configuration", () => {
    const [dev] = worlds;
    const services = Object.keys(dev?.context.config.services ?? {});
    for (const { world, key } of all) {
      const own = Object.keys(world.context.config.services).find((name) =>
        key.startsWith(`${name}-`),
      );
      const named =
        own === undefined ? [key] : services.map((name) => key.replace(`${own}-`, `${name}-`));
      assert.ok(
        named.some((each) => titles.has(each)),
        `${world.title}: ${key}`,
      );
    }
  });

  it("BEST-30 each have events that fire them and events that do not, or a metric, in every configuration", () => {
    for (const { world, key } of all) {
      const { fires, quiet, beats, metric } = world.cases(key);
      const title = `${world.title}: ${key}`;
      if (metric !== undefined) continue;
      assert.ok(fires.length + (beats?.length ?? 0) > 0 && quiet.length > 0, title);
      for (const value of fires) assert.ok(world.fired(value).has(key), title);
      for (const value of quiet) assert.ok(!world.fired(value).has(key), title);
    }
  });

  it("BEST-30 each see calls of CIS's alarms in whichever Region they were made", () => {
    const moved = worlds.find(({ title }) => title === "another Region") ?? assert.fail();
    assert.notEqual(moved.context.environment.region, "us-east-1");
    const relayed = moved.detections.filter(
      (each) => each.kind === "event-rule" && each.relayedFrom !== undefined,
    );
    assert.ok(relayed.length >= 3);
    for (const { key } of relayed) {
      const [first] = moved.cases(key).fires;
      assert.ok(moved.fired(first).has(key), key);
    }
  });
});
