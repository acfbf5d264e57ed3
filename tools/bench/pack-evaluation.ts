import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { catalog } from "../../policy-pack/catalog";
import { type JudgeOptions, TestPack } from "../../policy-pack/testing";
import { median } from "./measure";
import { serviceStack } from "./pack-stack";

/** Medians of a policy pack by itself, without program and preview. */
export type PackEvaluation = Readonly<Record<PackFigure, number>>;

/**
 * What is measured of a pack. CPU is that of the pack's process, the policy runtime included; that of the rules is
 * what they add to a run in which all are switched off.
 */
export type PackFigure =
  | "pack boot, s"
  | "1,000 resources, CPU of rules, s"
  | "1,000 resources, CPU s"
  | "1,000 resources, wall s"
  | "10,000 resources, CPU s"
  | "10,000 resources, wall s"
  | "10,000 resources, peak MB";

/** What each figure may be; a change that costs more is looked at before it lands. */
export const budgets: PackEvaluation = {
  "pack boot, s": 2.5,
  "1,000 resources, CPU of rules, s": 1,
  "1,000 resources, CPU s": 1.5,
  "1,000 resources, wall s": 4,
  "10,000 resources, CPU s": 10,
  "10,000 resources, wall s": 40,
  "10,000 resources, peak MB": 600,
};

/** The figures that exceed their budget by more than a fifth: less than that may be the machine. */
export function overBudget(measured: PackEvaluation): readonly PackFigure[] {
  return (Object.keys(budgets) as PackFigure[]).filter(
    (figure) => measured[figure] > budgets[figure] * 1.2,
  );
}

const directory = path.resolve(__dirname, "../../policy-pack");

/** Measures the compiled pack in Pulumi's policy runtime, one request after another as the engine sends them. */
export async function evaluatePack(runs: number): Promise<PackEvaluation> {
  const all: PackEvaluation[] = [];
  for (let run = 0; run < runs; run += 1) {
    const small = await evaluate(1000);
    const idle = await evaluate(1000, allDisabled);
    const large = await evaluate(10_000);
    all.push({
      "pack boot, s": small.bootSeconds,
      "1,000 resources, CPU of rules, s": small.cpuSeconds - idle.cpuSeconds,
      "1,000 resources, CPU s": small.cpuSeconds,
      "1,000 resources, wall s": small.wallSeconds,
      "10,000 resources, CPU s": large.cpuSeconds,
      "10,000 resources, wall s": large.wallSeconds,
      "10,000 resources, peak MB": large.peakMegabytes,
    });
  }
  const figures = Object.keys(budgets) as PackFigure[];
  return Object.fromEntries(
    figures.map((figure) => [figure, median(all.map((each) => each[figure]))]),
  ) as PackEvaluation;
}

const allDisabled = {
  resources: {
    rules: Object.fromEntries(
      catalog.map(({ id }) => [id, { level: "disabled", reason: "Measures the runtime alone." }]),
    ),
  },
};

async function evaluate(resources: number, config: JudgeOptions["config"] = {}) {
  const stack = serviceStack(resources);
  const started = process.hrtime.bigint();
  const pack = await TestPack.start({ directory });
  const bootSeconds = secondsSince(started);
  try {
    const cpuAtStart = cpuSecondsOf(pack.processId);
    const judged = process.hrtime.bigint();
    await pack.judge(stack, { config });
    return {
      bootSeconds,
      wallSeconds: secondsSince(judged),
      cpuSeconds: cpuSecondsOf(pack.processId) - cpuAtStart,
      peakMegabytes: peakMegabytesOf(pack.processId),
    };
  } finally {
    pack.stop();
  }
}

const secondsSince = (started: bigint): number => Number(process.hrtime.bigint() - started) / 1e9;

// Linux counts a process's time in ticks of 10 ms: fields 14 and 15 of /proc/PID/stat (proc(5)).
function cpuSecondsOf(pid: number): number {
  const file = `/proc/${String(pid)}/stat`;
  if (!existsSync(file)) return Number.NaN;
  // The command in parentheses may hold spaces.
  const fields = readFileSync(file, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

function peakMegabytesOf(pid: number): number {
  const file = `/proc/${String(pid)}/status`;
  if (!existsSync(file)) return Number.NaN;
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(file, "utf8"))?.[1]) / 1024;
}
