import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPolicyPack } from "../../tools/build";

const root = path.resolve(__dirname, "../..");
const fixture = (name: string) => path.join(root, "tests/fixtures/preview", name);

function start(args: readonly string[]): ChildProcess {
  return spawn(
    process.execPath,
    ["-r", "ts-node/register/transpile-only", "preview/main.ts", ...args],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } },
  );
}

async function run(...args: readonly string[]) {
  const child = start(args);
  let stdout = "";
  let stderr = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, stdout, stderr };
}

describe("npm run preview", () => {
  it("exits 0, prints tree and summary, and writes report and graph", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "preview-"));
    const [json, graph] = [path.join(folder, "r.json"), path.join(folder, "g.json")];
    const files = ["--json", json, "--graph", graph];
    const { code, stdout } = await run("dev", "--cwd", fixture("estate"), ...files);
    assert.equal(code, 0);
    assert.match(stdout, /outer-inner {2}index\.Inner/);
    assert.match(
      stdout.trimEnd().split("\n").at(-1) ?? "",
      /^dev previewed: 7 resources, 0 mandatory/,
    );
    assert.match(readFileSync(json, "utf8"), /"version": 1/);
    assert.match(readFileSync(graph, "utf8"), /outer-inner-bucket/);
  });

  it("POL-404 hands a file of waivers to the pack, which lists them in its report", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "preview-"));
    const file = (name: string, value: unknown = {}) => {
      const at = path.join(folder, name);
      writeFileSync(at, JSON.stringify(value));
      return at;
    };
    const report = file("report.json");
    const options = [
      ...["--cwd", fixture("estate"), "--policy-pack", path.join(root, "policy-pack")],
      ...["--policy-pack-config", file("config.json", { resources: { approvers: ["ana"] } })],
      ...["--report", `json=${report}`],
    ];
    const findings = () =>
      (JSON.parse(readFileSync(report, "utf8")) as { findings: readonly Record<string, string>[] })
        .findings;
    await run("dev", ...options);
    const found = findings().find(
      ({ level, verdict }) => level === "mandatory" && verdict === "fail",
    );
    assert.ok(found !== undefined);
    const { rule, urn, fingerprint } = found;
    const terms = { reason: "Shown in a test.", owner: "data", ticket: "T-1", approver: "ana" };
    const expires = new Date(Date.now() + 864e5).toISOString().slice(0, 10);
    const waivers = file("waivers.json", [{ rule, urn, fingerprint, ...terms, expires }]);
    await run("dev", ...options, "--waivers", waivers);
    const waived = findings().find((finding) => finding["fingerprint"] === fingerprint);
    assert.deepEqual(waived?.["waiver"], { ...terms, expires });
    assert.deepEqual(
      findings().filter((finding) => finding["rule"]?.startsWith("waiver/")),
      [],
    );
  });

  it("POL-420 lets the pack write its reports, the same bytes each time", async () => {
    buildPolicyPack();
    const folder = mkdtempSync(path.join(tmpdir(), "preview-"));
    const pack = ["--policy-pack", path.join(root, "policy-pack")];
    const written = async (name: string) => {
      const [sarif, csv] = [path.join(folder, `${name}.sarif`), path.join(folder, `${name}.csv`)];
      const reports = ["--report", `sarif=${sarif}`, "--report", `csv=${csv}`];
      await run("dev", "--cwd", fixture("hostile"), ...pack, ...reports);
      return [readFileSync(sarif, "utf8"), readFileSync(csv, "utf8")];
    };
    const first = await written("first");
    assert.match(first[0] ?? "", /"version": "2\.1\.0"/);
    assert.match(first[1] ?? "", /^"rule","verdict"/);
    assert.deepEqual(await written("second"), first);
  });

  it("exits 1 when something mandatory is found", async () => {
    const pack = ["--policy-pack", fixture("throwing-pack")];
    const { code, stdout } = await run("dev", "--cwd", fixture("hostile"), ...pack);
    assert.equal(code, 1);
    assert.match(stdout, /mandatory always-throws/);
  });

  it("lets no control character of the program reach the terminal", async () => {
    const { stdout } = await run("dev", "--cwd", fixture("hostile"));
    assert.match(stdout, /red\ufffd\[31m/);
    assert.ok(!stdout.includes("\u001b"));
  });

  it("KMS-72 prints what decides who may do what, and exits 0", async () => {
    const { code, stdout } = await run("dev", "--explain", "orbit kms:Decrypt key/axon");
    assert.equal(code, 0);
    assert.match(stdout, /^identity-orbit-task on keys-axon-data: implicit-deny$/m);
    assert.match(stdout, /the key policy of keys-axon-data: no statement/);
  });

  const misuse: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no stack", [], /Name the stack.*usage:/s],
    ["two stacks", ["dev", "prod"], /One stack at a time/],
    ["an unknown option", ["dev", "--nope"], /--nope[\s\S]*usage:/],
    ["an unknown stack", ["staging"], /no Pulumi\.staging\.yaml.*dev, prod/s],
    ["a folder without project", ["dev", "--cwd", tmpdir()], /no Pulumi\.yaml/],
    ["a value without name", ["dev", "--config", "=x"], /write KEY=VALUE/],
    ["a timeout that is no number", ["dev", "--timeout", "soon"], /number of seconds/],
    ["a report in no format", ["dev", "--report", "pdf=x"], /no format pdf; there are json/],
    [
      "reports that no pack writes",
      ["dev", "--no-policy", "--report", "csv=x"],
      /No policy pack that judges writes reports/,
    ],
    [
      "a question that no pack answers",
      ["dev", "--no-policy", "--explain", "orbit kms:Decrypt key/axon"],
      /No policy pack that judges answers questions/,
    ],
    [
      "a question about nobody",
      ["dev", "--explain", "nobody kms:Decrypt key/axon"],
      /There is no caller nobody\. Services: .*orbit/,
    ],
    [
      "answers that cannot be read",
      ["dev", "--answers", "no-such-file.json"],
      /no-such-file\.json/,
    ],
    [
      "a wrong configuration",
      ["dev", "--no-policy", "--config", "agent-runtime:environment=stage"],
      /CFG004 environment/,
    ],
  ];
  for (const [title, args, message] of misuse) {
    it(`exits 2 for ${title}, with one clear message`, async () => {
      const { code, stdout, stderr } = await run(...args);
      assert.equal(code, 2, stderr);
      assert.equal(stdout, "");
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
    });
  }

  it("exits 2 for a stack file that is no YAML", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "preview-"));
    writeFileSync(path.join(folder, "Pulumi.yaml"), "name: a\nruntime: nodejs\n");
    writeFileSync(path.join(folder, "Pulumi.dev.yaml"), "config: [unclosed\n");
    const { code, stderr } = await run("dev", "--cwd", folder);
    assert.equal(code, 2);
    assert.match(stderr, /Pulumi\.dev\.yaml is not valid YAML/);
  });

  it("exits 3 when the program throws, its message first", async () => {
    const { code, stderr } = await run("dev", "--cwd", fixture("throws"));
    assert.equal(code, 3);
    assert.match(stderr, /^Error: the moon is full\n/);
  });

  it("explains itself with --help", async () => {
    const { code, stdout } = await run("--help");
    assert.equal(code, 0);
    assert.match(stdout, /--policy-pack DIR/);
  });

  it("leaves no process behind when it is interrupted", async function () {
    if (process.platform !== "linux") this.skip();
    const child = start(["dev", "--cwd", fixture("never-ends")]);
    const programs = () => processesWith(fixture("never-ends")).filter((pid) => pid !== child.pid);
    while (programs().length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    const closed = new Promise((resolve) => child.once("close", resolve));
    child.kill("SIGINT");
    await closed;
    assert.deepEqual(programs(), []);
  });
});

// Processes whose command line names the text, as Linux lists them.
function processesWith(text: string): readonly number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}
