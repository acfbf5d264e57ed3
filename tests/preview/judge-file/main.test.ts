import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPolicyPack } from "../../../tools/build";
import { state, stateResource, stateRoot } from "../../support/preview/states";

const root = path.resolve(__dirname, "../../..");

function judge(...args: readonly string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      ["-r", "ts-node/register/transpile-only", "preview/judge-file/main.ts", ...args],
      { cwd: root, env: { ...process.env, NO_COLOR: "1" }, maxBuffer: 1 << 26 },
      (_error, stdout, stderr) => {
        resolve({ code: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}

describe("npm run judge", () => {
  let folder: string;
  const inFolder = (name: string) => path.join(folder, name);
  const give = (name: string, value: unknown) => {
    writeFileSync(inFolder(name), JSON.stringify(value));
    return inFolder(name);
  };

  const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
  const logGroup = (changes: object) =>
    stateResource("aws:cloudwatch/logGroup:LogGroup", "logs", {
      parent: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
      inputs: { name: "/orbit", retentionInDays: 1, ...changes },
      outputs: { name: "/orbit", retentionInDays: 1, ...changes },
    });

  before(() => {
    buildPolicyPack();
    folder = mkdtempSync(path.join(tmpdir(), "judge-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("POL-424 judges a state by the pack, summary first, and POL-425 exits 1 for what is mandatory", async () => {
    const file = give("state.json", state([stateRoot, logGroup({})]));
    const { code, stdout } = await judge(file);
    assert.equal(code, 1);
    assert.match(stdout, /^dev violated: 2 resources, \d+ mandatory/);
    assert.match(stdout, /\nmandatory retain\/log-group-days {2}high\n/);
    assert.match(stdout, /\n {2}logs \/retentionInDays: /);
  });

  it("POL-425 exits 0 when nothing mandatory is found, and 1 when advisory findings are to fail", async () => {
    const template = stateResource("aws:cloudformation/stack:Stack", "legacy", {
      inputs: { name: "legacy", templateBody: "{}" },
    });
    const file = give("advisory.json", state([stateRoot, template]));
    const lenient = await judge(file);
    assert.equal(lenient.code, 0);
    assert.match(lenient.stdout, /0 mandatory, [1-9]\d* advisory/);
    const strict = give("config.json", { resources: { failOnAdvisory: true } });
    assert.equal((await judge(file, "--policy-pack-config", strict)).code, 1);
  });

  it("POL-424 gives the pack's own report in the format asked for, notes apart from it", async () => {
    const leaving = stateResource("aws:sqs/queue:Queue", "old", { delete: true });
    const file = give("leaving.json", state([stateRoot, logGroup({}), leaving]));
    const { code, stdout, stderr } = await judge(file, "--format", "json");
    const report = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(report["stack"], { project: "shop", name: "dev" });
    assert.equal(report["outcome"], "failed");
    assert.equal(code, 1);
    assert.match(stderr, /^note: 1 resource\(s\): each awaits deletion/);
  });

  it("writes to a file, and creates its folder", async () => {
    const file = give("output.json", state([stateRoot]));
    const output = inFolder("new/out.xml");
    const { stdout } = await judge(file, "--format", "junit", "--output", output);
    assert.equal(stdout, "");
    assert.match(readFileSync(output, "utf8"), /^<\?xml .*\n<testsuites /);
  });

  it("never shows a secret of the state, encrypted or in the clear", async () => {
    const inputs = {
      secretString: { ...signature, plaintext: '"hunter2-hunter2"' },
      description: { ...signature, ciphertext: "v1:c2VjcmV0" },
    };
    const version = stateResource("aws:secretsmanager/secretVersion:SecretVersion", "v", {
      inputs,
      outputs: inputs,
    });
    const file = give("secrets.json", state([stateRoot, version]));
    for (const format of ["console", "json", "html"]) {
      const { stdout, stderr } = await judge(file, "--format", format);
      assert.doesNotMatch(stdout + stderr, /hunter2|c2VjcmV0/, format);
    }
  });

  it("exits 2 for a file that cannot be judged, with one clear message", async () => {
    const { code, stdout, stderr } = await judge(give("wrong.json", { a: 1 }));
    assert.equal(code, 2);
    assert.equal(stdout, "");
    assert.match(stderr, /^.*wrong\.json holds an object with a; give what `pulumi stack export`/);
    assert.doesNotMatch(stderr, /\n\s+at /);
  });

  it("exits 2 when no pack writes the report", async () => {
    const pack = path.join(root, "tests/fixtures/preview/throwing-pack");
    const file = give("plain.json", state([stateRoot]));
    const { code, stderr } = await judge(file, "--policy-pack", pack, "--format", "csv");
    assert.equal(code, 2);
    assert.match(stderr, /^No policy pack that judges writes reports\.\n$/);
  });

  it("exits 2 when two packs would write it", async () => {
    const pack = path.join(root, "policy-pack");
    const file = give("twice.json", state([stateRoot]));
    const packs = ["--policy-pack", pack, "--policy-pack", pack];
    const { code, stderr } = await judge(file, ...packs, "--format", "csv");
    assert.equal(code, 2);
    assert.match(stderr, /^Reports are written by one policy pack; /);
  });

  it("explains itself with --help", async () => {
    const { code, stdout } = await judge("--help");
    assert.equal(code, 0);
    assert.match(stdout, /--format FORMAT/);
  });
});
