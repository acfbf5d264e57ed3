import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureDetections, missedDetectionBudgets } from "./detections";
import { measureGovernance, missedGovernanceBudgets } from "./governance";
import { measureIsolation, missedIsolationBudgets } from "./isolation";
import type { Measurement } from "./measure";
import { measure, median } from "./measure";
import { evaluatePack, overBudget } from "./pack-evaluation";
import type { Subject } from "./subjects";
import { subjects } from "./subjects";

const usage = `usage: npm run bench -- [--runs N] [--warm-up N] [--only TEXT]... [--check] [--json FILE]

Measures previews of the dev stack and of a synthetic program, with and without the policy pack; with the
real CLI too when PULUMI_BIN names it or it is on the PATH. Memory is the peak of the largest process (Linux).
"--only 'pack evaluation'" measures the policy pack alone, "--only governance" the governed call, "--only isolation" the
proof of isolation, "--only detections" the matching of events; --check fails when one of them misses its budget by more
than a fifth.`;

interface Row {
  readonly name: string;
  readonly command: string;
  readonly medianSeconds: number;
  readonly seconds: readonly number[];
  readonly peakMegabytes: number | undefined;
  readonly exitCode: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      runs: { type: "string", default: "3" },
      "warm-up": { type: "string", default: "1" },
      only: { type: "string", multiple: true, default: [] },
      json: { type: "string" },
      check: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const wanted = (name: string) =>
    values.only.length === 0 || values.only.some((text) => name.includes(text));
  const rows: Row[] = [];
  for (const subject of subjects().filter(({ name }) => wanted(name))) {
    const row = await runs(subject, Number(values.runs), Number(values["warm-up"]));
    console.log(line(row));
    rows.push(row);
  }
  const pack = wanted("pack evaluation") ? await evaluatePack(Number(values.runs)) : undefined;
  const governance = wanted("governance")
    ? await measureGovernance(Number(values.runs))
    : undefined;
  const isolation = wanted("isolation") ? measureIsolation(Number(values.runs)) : undefined;
  const detections = wanted("detections") ? measureDetections(Number(values.runs)) : undefined;
  const results = {
    cores: cpus().length,
    node: process.version,
    rows,
    growth: growth(rows),
    pack,
    governance,
    isolation,
    detections,
  };
  const figures = { ...results.growth, ...pack, ...governance, ...isolation, ...detections };
  for (const [name, value] of Object.entries(figures)) {
    console.log(`${name.padEnd(40)} ${value.toFixed(2)}`);
  }
  if (values.check) reportMissed(missedBudgets({ pack, governance, isolation, detections }));
  if (values.json !== undefined) {
    writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
  }
}

interface Measured {
  readonly pack: Parameters<typeof overBudget>[0] | undefined;
  readonly governance: Parameters<typeof missedGovernanceBudgets>[0] | undefined;
  readonly isolation: Parameters<typeof missedIsolationBudgets>[0] | undefined;
  readonly detections: Parameters<typeof missedDetectionBudgets>[0] | undefined;
}

const missedBudgets = (measured: Measured): readonly string[] => {
  const { pack, governance, isolation, detections } = measured;
  return [
    ...(pack === undefined ? [] : overBudget(pack)),
    ...(governance === undefined ? [] : missedGovernanceBudgets(governance)),
    ...(isolation === undefined ? [] : missedIsolationBudgets(isolation)),
    ...(detections === undefined ? [] : missedDetectionBudgets(detections)),
  ];
};

function reportMissed(figures: readonly string[]): void {
  for (const figure of figures) console.error(`budget missed: ${figure}`);
  if (figures.length > 0) process.exitCode = 1;
}

async function runs(subject: Subject, count: number, warmUp: number): Promise<Row> {
  return subject.prepare(async (start) => {
    const all: Measurement[] = [];
    for (let run = 0; run < warmUp + count; run += 1) all.push(await measure(start));
    const kept = all.slice(warmUp);
    const peaks = kept.flatMap(({ peakMegabytes }) => peakMegabytes ?? []);
    return {
      name: subject.name,
      command: subject.command,
      medianSeconds: median(kept.map(({ seconds }) => seconds)),
      seconds: kept.map(({ seconds }) => seconds),
      peakMegabytes: peaks.length === 0 ? undefined : median(peaks),
      exitCode: kept.at(-1)?.exitCode ?? -1,
    };
  });
}

function line({ name, medianSeconds, peakMegabytes, exitCode }: Row): string {
  const memory = peakMegabytes === undefined ? "-" : `${peakMegabytes.toFixed(0)} MB`;
  const cells = [name.padEnd(32), `${medianSeconds.toFixed(2)} s`.padStart(9), memory.padStart(9)];
  return `${cells.join("  ")}  exit ${String(exitCode)}`;
}

// Time per added resource, because starting up costs the same for any size. 1 means linear.
function growth(rows: readonly Row[]): Readonly<Record<string, number>> {
  const seconds = (name: string) => rows.find((row) => row.name === name)?.medianSeconds;
  const ratios: Record<string, number> = {};
  for (const suffix of ["pack", "no pack"]) {
    for (const engine of ["embedded", "pulumi"]) {
      const [small, middle, large] = [250, 1000, 4000].map((count) =>
        seconds(`${engine}: synthetic ${String(count)}, ${suffix}`),
      );
      if (small === undefined || middle === undefined || large === undefined) continue;
      ratios[`growth, ${engine}, ${suffix}`] = (large - middle) / 3000 / ((middle - small) / 750);
    }
  }
  return ratios;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
