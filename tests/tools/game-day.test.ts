import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { gameDayCommand } from "../../tools/game-day";
import type { Responder } from "../../tools/game-day/people";
import { scenarios } from "../../tools/game-day/scenarios";
import { needsMoto } from "../support/moto";

async function run(argv: readonly string[], responder?: Responder) {
  const texts: string[] = [];
  const exitCode = await gameDayCommand(argv, {
    print: (text) => void texts.push(text),
    ...(responder !== undefined && { responder }),
  });
  return { exitCode, text: texts.join("\n") };
}

/** Commands of processes that this one has started and that have not ended. */
function processes(): readonly string[] {
  const all = execFileSync("ps", ["-A", "-o", "ppid=,comm="], { encoding: "utf8" }).split("\n");
  const own = all
    .map((line) => line.trim())
    .filter((line) => line.startsWith(`${String(process.pid)} `));
  return own.filter((line) => !line.endsWith(" ps"));
}

const written = z.object({
  gameDays: z.array(
    z.object({
      scenario: z.string(),
      isGood: z.boolean(),
      milliseconds: z.record(z.string(), z.number()),
      timeline: z.array(z.object({ milliseconds: z.number(), step: z.string() })),
    }),
  ),
});

describe("npm run game-day", function () {
  this.timeout(120_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "game-day-"));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("lists the scenarios for wrong usage", async () => {
    const wrong = [[], ["none"], ["all", "none"], ["all", "--none"], ["--json", "x"]];
    for (const argv of wrong) {
      const { exitCode, text } = await run(argv);
      assert.equal(exitCode, 2, argv.join(" "));
      for (const { name } of scenarios) assert.match(text, new RegExp(` ${name} `));
    }
    assert.match((await run(["none"])).text, /unknown scenario: none/);
  });

  it("names each scenario once", () => {
    const names = scenarios.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
    for (const name of names) assert.match(name, /^[a-z]+(-[a-z]+)+$/);
    assert.ok(scenarios.every(({ detections }) => detections.length > 0));
  });

  it("prints and writes the timeline, and leaves no process behind", async function () {
    needsMoto(this);
    const before = processes();
    const file = path.join(folder, "timeline.json");
    const { exitCode, text } = await run(["governance-bypass", "--json", file]);
    assert.equal(exitCode, 0);
    assert.deepEqual(processes(), before);
    assert.match(text, /contained and released/);
    assert.match(text, /In the place of AWS and of moto here:/);
    const { gameDays } = written.parse(JSON.parse(readFileSync(file, "utf8")));
    const [day, ...others] = gameDays;
    assert.equal(others.length, 0);
    assert.equal(day?.isGood, true);
    const expected = ["contained", "detected", "quarantined", "released"];
    assert.deepEqual(Object.keys(day.milliseconds).sort(), expected);
    const times = day.timeline.map(({ milliseconds }) => milliseconds);
    assert.deepEqual(
      times,
      times.toSorted((one, other) => one - other),
    );
  });

  it("exits with 1 and says what is wrong when a service is not released", async function () {
    needsMoto(this);
    const before = processes();
    const { exitCode, text } = await run(["governance-bypass"], (state) =>
      state === "AskRecovery" ? "no" : "yes",
    );
    assert.equal(exitCode, 1);
    assert.deepEqual(processes(), before);
    assert.match(text, /WRONG: orbit was not released/);
  });

  it("leaves no process behind when it fails", async function () {
    needsMoto(this);
    const before = processes();
    const failing = run(["governance-bypass"], () => Promise.reject(new Error("no answer")));
    const { exitCode } = await failing;
    assert.equal(exitCode, 1);
    assert.deepEqual(processes(), before);
  });
});
