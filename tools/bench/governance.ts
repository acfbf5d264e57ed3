import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { deflateRawSync } from "node:zlib";
import { buildGovernance } from "../build";
import { governedCallLoopback, type LoopbackTimes } from "../demo/governed-call-loopback";
import { percentileOf } from "../demo/growth";
import { isMotoInstalled } from "../moto/install";
import { bundleText, context, createRig, environment, question, type Rig } from "./governance-rig";
import { median } from "./measure";

/**
 * What is measured of the governed call. Only the last two hold a network: loopback, with the callee in a process of
 * its own.
 */
export type GovernanceFigure =
  | "decision without receipt, p50 ms"
  | "decision with receipt, p50 ms"
  | "decision with receipt, p99 ms"
  | "decisions per second of one core"
  | "receipt signed and verified, p50 ms"
  | "cold start, ms"
  | "zipped function, MB"
  | "memory after 100,000 decisions, MB more"
  | "governed call over TLS, p50 ms"
  | "governed call over TLS, p99 ms";

/** Medians of the governed call. */
export type GovernanceMeasures = Readonly<Record<GovernanceFigure, number>>;

/** The same call from a client to orbit and back, over four processes; measured where moto is installed, no budget. */
export type SystemMeasures = Readonly<
  Record<`through four processes, ${"p50" | "p99"} ms`, number>
>;

/** What each figure may be at most, or at least where more is better. */
export const governanceBudgets: GovernanceMeasures = {
  "decision without receipt, p50 ms": 0.3,
  "decision with receipt, p50 ms": 0.4,
  "decision with receipt, p99 ms": 1,
  "decisions per second of one core": 3000,
  "receipt signed and verified, p50 ms": 0.5,
  "cold start, ms": 350,
  "zipped function, MB": 3,
  "memory after 100,000 decisions, MB more": 20,
  "governed call over TLS, p50 ms": 5,
  "governed call over TLS, p99 ms": 50,
};

const moreIsBetter: ReadonlySet<GovernanceFigure> = new Set(["decisions per second of one core"]);

/** The figures that miss their budget by more than a fifth: less than that may be the machine. */
export function missedGovernanceBudgets(measured: GovernanceMeasures): readonly GovernanceFigure[] {
  return (Object.keys(governanceBudgets) as GovernanceFigure[]).filter((figure) =>
    moreIsBetter.has(figure)
      ? measured[figure] < governanceBudgets[figure] / 1.2
      : measured[figure] > governanceBudgets[figure] * 1.2,
  );
}

/** Measures the function: warm in this process, cold and built in processes of their own. */
export async function measureGovernance(
  runs: number,
): Promise<GovernanceMeasures & Partial<SystemMeasures>> {
  const folder = mkdtempSync(path.join(tmpdir(), "governance-"));
  try {
    buildGovernance(folder);
    writeFileSync(path.join(folder, "bundle.json"), bundleText);
    const cold = Array.from({ length: runs }, () => coldStart(folder));
    const rig = createRig();
    await decide(rig, 500, "bound");
    const warm: Warm[] = [];
    for (let run = 0; run < runs; run += 1) warm.push(await measureWarm(rig));
    const of = (figure: keyof Warm) => median(warm.map((each) => each[figure]));
    return {
      "decision without receipt, p50 ms": of("minimalP50"),
      "decision with receipt, p50 ms": of("boundP50"),
      "decision with receipt, p99 ms": of("boundP99"),
      "decisions per second of one core": of("perSecond"),
      "receipt signed and verified, p50 ms": of("verifyP50") + of("signP50"),
      "cold start, ms": median(cold),
      "zipped function, MB": zippedMegabytes(folder),
      "memory after 100,000 decisions, MB more": await memoryGrowth(rig),
      ...(await measureCalls(runs)),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureCalls(runs: number) {
  const withSystem = isMotoInstalled();
  const all: LoopbackTimes[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await governedCallLoopback({ withSystem }));
  const systems = all.flatMap(({ system }) => system ?? []);
  return {
    "governed call over TLS, p50 ms": median(all.map(({ direct }) => direct.p50)),
    "governed call over TLS, p99 ms": median(all.map(({ direct }) => direct.p99)),
    ...(systems.length > 0 && {
      "through four processes, p50 ms": median(systems.map(({ p50 }) => p50)),
      "through four processes, p99 ms": median(systems.map(({ p99 }) => p99)),
    }),
  };
}

interface Warm {
  readonly minimalP50: number;
  readonly boundP50: number;
  readonly boundP99: number;
  readonly perSecond: number;
  readonly verifyP50: number;
  readonly signP50: number;
}

const decisions = 5000;

async function measureWarm(rig: Rig): Promise<Warm> {
  const minimal = await decide(rig, decisions, "minimal");
  const cpuBefore = process.cpuUsage();
  const bound = await decide(rig, decisions, "bound");
  const { user, system } = process.cpuUsage(cpuBefore);
  const verifying = bound.receipts.map((receipt) => {
    const started = process.hrtime.bigint();
    if (!rig.verifier.verify(receipt).ok) throw new Error("A receipt does not verify.");
    return millisecondsSince(started);
  });
  return {
    minimalP50: percentileOf(minimal.milliseconds, 50),
    boundP50: percentileOf(bound.milliseconds, 50),
    boundP99: percentileOf(bound.milliseconds, 99),
    perSecond: decisions / ((user + system) / 1e6),
    verifyP50: percentileOf(verifying, 50),
    // What a receipt adds to a decision: the digest of the call, its signature and its encoding.
    signP50: percentileOf(bound.milliseconds, 50) - percentileOf(minimal.milliseconds, 50),
  };
}

async function decide({ handler }: Rig, count: number, form: "bound" | "minimal") {
  const milliseconds: number[] = [];
  const receipts: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const event = question(index, form);
    const started = process.hrtime.bigint();
    const answer = await handler(event, context);
    milliseconds.push(millisecondsSince(started));
    if (!("allowed" in answer) || !answer.allowed) throw new Error("A decision was not an allow.");
    if (answer.receipt !== undefined) receipts.push(answer.receipt);
  }
  return { milliseconds, receipts };
}

async function memoryGrowth(rig: Rig): Promise<number> {
  await decide(rig, 10_000, "bound");
  const before = residentMegabytes();
  for (let round = 0; round < 10; round += 1) await decide(rig, 10_000, "bound");
  return residentMegabytes() - before;
}

const collectGarbage = (): void => {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") Reflect.apply(collect, undefined, []);
};

function residentMegabytes(): number {
  collectGarbage();
  return process.memoryUsage().rss / 1e6;
}

/** Milliseconds from loading the built function to its first decision, in a fresh process. */
function coldStart(folder: string): number {
  const program = `
    const { performance } = require("node:perf_hooks");
    const started = performance.now();
    const { handler } = require(${JSON.stringify(folder)});
    handler(${JSON.stringify(question(0, "minimal"))}, ${JSON.stringify(context)}).then((answer) => {
      const milliseconds = performance.now() - started;
      process.stderr.write(JSON.stringify({ milliseconds, reason: answer.reason }), () => process.exit());
    });`;
  const { stderr } = spawnSync(process.execPath, ["-e", program], {
    encoding: "utf8",
    // The layer of the Lambda runtime that carries the AWS SDK, and a table that nothing listens at: the first
    // decision ends where the network would begin.
    env: {
      ...environment,
      PATH: process.env["PATH"],
      NODE_PATH: path.resolve(__dirname, "../../node_modules"),
      AWS_REGION: "us-east-1",
      AWS_ENDPOINT_URL: "http://127.0.0.1:9",
      AWS_ACCESS_KEY_ID: "bench",
      AWS_SECRET_ACCESS_KEY: "bench",
      AWS_MAX_ATTEMPTS: "1",
    },
  });
  const read = JSON.parse(stderr) as { readonly milliseconds: number; readonly reason: string };
  if (read.reason !== "quarantine-unreadable") throw new Error(`The function answered ${stderr}.`);
  return read.milliseconds;
}

function zippedMegabytes(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return files
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)))
    .reduce((sum, bytes) => sum + deflateRawSync(bytes).length / 1e6, 0);
}

const millisecondsSince = (started: bigint): number =>
  Number(process.hrtime.bigint() - started) / 1e6;
