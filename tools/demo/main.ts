/**
 * Runs orbit, axon and governance on this machine, sends what must be allowed and what must not, and prints what came
 * of it: `npm run demo`. Everything is on loopback, and nothing of it is left behind.
 */
import { InstallError, installMoto, isMotoInstalled } from "../moto/install";
import { quarantineLine } from "./quarantine";
import { marksFor, outcomeLines, summaryLine } from "./report";
import { type Outcome, runScenario, scenarios } from "./scenarios";
import { type System, startSystem } from "./system";

const print = (text: string) => process.stdout.write(`${text}\n`);

async function main(): Promise<boolean> {
  const marks = marksFor(process.stdout.isTTY, process.env);
  if (!isMotoInstalled()) print("Installing moto, which answers AWS calls on this machine …");
  installMoto();
  print("Starting orbit, axon, governance and moto on 127.0.0.1 …\n");
  const starting = startSystem();
  endOnSignal(starting);
  const system = await starting;
  try {
    const outcomes: Outcome[] = [];
    for (const scenario of scenarios) {
      const outcome = await runScenario(system, scenario);
      outcomes.push(outcome);
      for (const line of outcomeLines(outcome, marks)) print(line);
    }
    print(await quarantineLine(system));
    print(summaryLine(outcomes, marks));
    return outcomes.every(({ surprises }) => surprises.length === 0);
  } finally {
    await system.stop();
  }
}

/** Ctrl-C ends what was started before it ends this. */
function endOnSignal(starting: Promise<System>): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void starting
        .then((system) => system.stop())
        .catch(() => undefined)
        .then(() => process.exit(130));
    });
  }
}

main().then(
  (isGood) => {
    process.exitCode = isGood ? 0 : 1;
  },
  (error: unknown) => {
    const isExpected = error instanceof InstallError;
    const detail = error instanceof Error ? error.message : String(error);
    process.stderr.write(isExpected ? `${detail}\n` : `The demo failed.\n${detail}\n`);
    process.exitCode = 1;
  },
);
