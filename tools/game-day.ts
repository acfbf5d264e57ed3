/**
 * Rehearses an incident on this machine, from its events to the release, and prints what happened when:
 * `npm run game-day -- SCENARIO`. Everything is on loopback, and nothing of it is left behind.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { UsageError } from "../preview/errors";
import { type Cloud, startCloud } from "./game-day/cloud";
import { createEstate } from "./game-day/estate";
import { gameDayFacts } from "./game-day/facts";
import { type GameDay, type PlayOptions, play } from "./game-day/play";
import { reportJson, reportText, standInText } from "./game-day/report";
import type { Scenario } from "./game-day/scenario";
import { scenarios } from "./game-day/scenarios";
import { InstallError, installMoto } from "./moto/install";

const usage = `usage: npm run game-day -- SCENARIO [--json FILE]

${scenarios.map(({ name, title }) => `  ${name.padEnd(22)} ${title}`).join("\n")}
  ${"all".padEnd(22)} each of them

  --json FILE  writes the timeline as JSON

exit code: 0 contained and released, 1 not so, 2 wrong usage`;

/** How the command is run. */
interface CommandOptions extends PlayOptions {
  /** Told each text for people. */
  readonly print: (text: string) => void;
}

/** What is asked for. */
interface Request {
  readonly chosen: readonly Scenario[];
  readonly jsonFile: string | undefined;
}

function readRequest(argv: readonly string[]): Request {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { json: { type: "string" } },
    allowPositionals: true,
  });
  const [wanted, ...others] = positionals;
  const chosen = scenarios.filter(({ name }) => wanted === "all" || wanted === name);
  if (chosen.length > 0 && others.length === 0) return { chosen, jsonFile: values.json };
  const unknown = positionals.length === 0 ? "" : `unknown scenario: ${positionals.join(" ")}\n\n`;
  throw new UsageError(`${unknown}${usage}`);
}

/**
 * Runs the command.
 * @returns what it exits with.
 */
export async function gameDayCommand(
  argv: readonly string[],
  { print, ...options }: CommandOptions,
): Promise<0 | 1 | 2> {
  let request: Request;
  try {
    request = readRequest(argv);
  } catch (error) {
    // parseArgs throws a TypeError with a code for an option that it does not know.
    if (!(error instanceof UsageError) && !(error instanceof TypeError)) throw error;
    print(error instanceof UsageError ? error.message : `${error.message}\n\n${usage}`);
    return 2;
  }
  installMoto();
  const days = await playAll(request.chosen, { print, ...options });
  if (request.jsonFile !== undefined) {
    writeFileSync(request.jsonFile, `${JSON.stringify(reportJson(days), undefined, 2)}\n`);
  }
  return days.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

async function playAll(
  chosen: readonly Scenario[],
  { print, ...options }: CommandOptions,
): Promise<readonly GameDay[]> {
  const facts = gameDayFacts();
  const starting = startCloud(facts.context.environment);
  const endOnSignal = endOn(starting);
  const cloud = await starting;
  try {
    print(`${standInText()}\n`);
    const days: GameDay[] = [];
    for (const scenario of chosen) {
      const day = await play(await createEstate(cloud, facts), scenario, options);
      days.push(day);
      print(reportText(day));
    }
    return days;
  } finally {
    endOnSignal.forget();
    await cloud.stop();
  }
}

/** Ctrl-C ends what was started before it ends this. */
function endOn(starting: Promise<Cloud>): { forget(): void } {
  const end = () => {
    void starting
      .then((cloud) => cloud.stop())
      .catch(() => undefined)
      .then(() => process.exit(130));
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.once(signal, end);
  return {
    forget() {
      for (const signal of signals) process.off(signal, end);
    },
  };
}

if (require.main === module) {
  gameDayCommand(process.argv.slice(2), { print: console.log }).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      const isExpected = error instanceof InstallError;
      const detail = error instanceof Error ? error.message : String(error);
      console.error(isExpected ? detail : `The game day failed.\n${detail}`);
      process.exitCode = 1;
    },
  );
}
