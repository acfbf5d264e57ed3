import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import path from "node:path";
import { findPulumi } from "../../tests/support/engine/pulumi-cli";
import type { CliStack, StartPreview } from "../../tests/support/engine/workspace";
import { withStack } from "../../tests/support/engine/workspace";

/** Something whose runs are measured. */
export interface Subject {
  /** Name in the table. */
  readonly name: string;
  /** What a reader would type to do the same. */
  readonly command: string;
  /** Prepares once, then lets `use` start as many runs as it wants. */
  readonly prepare: <Result>(
    use: (start: () => ChildProcess) => Promise<Result>,
  ) => Promise<Result>;
}

/** A program to preview. */
interface Program {
  readonly name: string;
  readonly directory: string;
  /** Number of resources, for the synthetic program. */
  readonly count?: number;
}

const root = path.resolve(__dirname, "../..");
const pack = path.join(root, "policy-pack");
const synthetic = (count: number): Program => ({
  name: `synthetic ${String(count)}`,
  directory: path.join(root, "tests/fixtures/engine/synthetic"),
  count,
});
const programs: readonly Program[] = [
  { name: "dev", directory: root },
  synthetic(250),
  synthetic(1000),
  synthetic(4000),
];

/** Everything that is measured here: each program with and without the pack, in each engine there is. */
export function subjects(): readonly Subject[] {
  const cli = findPulumi(process.env);
  const variants = programs.flatMap((program) => [
    { program, packs: [pack] },
    { program, packs: [] },
  ]);
  return [
    ...variants.map(({ program, packs }) => embedded(program, packs)),
    ...variants.flatMap(({ program, packs }) =>
      cli.found ? [real(cli.binary, program, packs)] : [],
    ),
  ];
}

const title = (engine: string, { name }: Program, packs: readonly string[]) =>
  `${engine}: ${name}${packs.length === 0 ? ", no pack" : ", pack"}`;

function embedded(program: Program, packs: readonly string[]): Subject {
  const policies =
    packs.length === 0 ? ["--no-policy"] : packs.flatMap((folder) => ["--policy-pack", folder]);
  const count = program.count === undefined ? [] : ["--config", `count=${String(program.count)}`];
  const folder = program.count === undefined ? [] : ["--cwd", program.directory];
  const args = ["run", "--silent", "preview", "--", "dev", ...folder, ...policies, ...count];
  const shown = args
    .filter((arg) => arg !== "--silent")
    .map((arg) => path.relative(root, arg) || arg);
  return {
    name: title("embedded", program, packs),
    command: `npm ${shown.join(" ")}`,
    prepare: (use) => use(() => spawn("npm", args, { cwd: root, stdio: "pipe" })),
  };
}

function real(binary: string, program: Program, policyPacks: readonly string[]): Subject {
  const config: Readonly<Record<string, string>> =
    program.count === undefined ? {} : { "conformance:count": String(program.count) };
  const stack: CliStack = {
    binary,
    directory: program.directory,
    stack: "dev",
    policyPacks,
    config,
  };
  const packs = policyPacks.map((folder) => ` --policy-pack ${path.relative(root, folder)}`);
  return {
    name: title("pulumi", program, policyPacks),
    command: `pulumi preview --json -s dev -C ${path.relative(root, program.directory) || "."}${packs.join("")}`,
    prepare: (use) => withStack(stack, (startPreview: StartPreview) => use(() => startPreview())),
  };
}
