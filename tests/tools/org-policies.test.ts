import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { organizationPoliciesCommand, organizationPolicyFiles } from "../../tools/org-policies";
import { organizationInputs } from "../support/control-policies";

const root = path.resolve(__dirname, "../..");
const [administrator = ""] = organizationInputs.administratorArns;
const good = {
  organization: organizationInputs.organizationId,
  stack: "prod",
  administrator,
};

const argv = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);

describe("npm run build -- org-policies", () => {
  let directory = "";

  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), "org-policies-"));
    for (const file of ["Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml"]) {
      symlinkSync(path.join(root, file), path.join(directory, file));
    }
  });

  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  const run = (values: Readonly<Record<string, string>>) =>
    organizationPoliciesCommand(directory, argv(values));

  it("BEST-9 writes each policy as JSON below dist/, and nothing that an earlier run left there", () => {
    assert.equal(run(good).exitCode, 0);
    const { exitCode, text } = run(good);
    assert.equal(exitCode, 0, text);
    const folder = path.join(directory, "dist/org-policies/prod");
    const files = organizationPolicyFiles({ directory, stack: "prod", inputs: organizationInputs });
    assert.deepEqual(readdirSync(folder).sort(), Object.keys(files).sort());
    for (const [file, expected] of Object.entries(files)) {
      assert.equal(readFileSync(path.join(folder, file), "utf8"), expected);
      JSON.parse(expected);
      assert.ok(text.includes(path.join("dist/org-policies/prod", file)));
    }
  });

  it("refuses bad ids, ARNs and stacks with the value given, and writes nothing", () => {
    const bad = [
      ["organization", "o-short"],
      ["organization", "o-A1B2C3D4E5"],
      ["organization", "123456789012"],
      ["stack", "../prod"],
      ["stack", "stage"],
      ["administrator", "arn:aws:iam::111122223333:root"],
      ["administrator", "arn:aws:iam::111122223333:role/*"],
    ] as const;
    for (const [name, value] of bad) {
      const { exitCode, text } = run({ ...good, [name]: value });
      assert.equal(exitCode, 2, value);
      assert.ok(text.includes(value), text);
    }
    assert.equal(existsSync(path.join(directory, "dist")), false);
  });

  it("says everything that is missing at once, and refuses an option that it does not know", () => {
    const { exitCode, text } = run({});
    assert.equal(exitCode, 2);
    for (const option of ["--organization", "--stack", "--administrator"]) {
      assert.match(text, new RegExp(`^${option}: `, "m"));
    }
    const unknown = run({ ...good, apply: "yes" });
    assert.equal(unknown.exitCode, 2);
    assert.match(unknown.text, /--apply/);
  });

  it("refuses more administrators than fit into a policy, and says how long it is", () => {
    const many = Array.from({ length: 40 }, (_, index) => [
      "--administrator",
      `${administrator}-${String(index).padStart(30, "0")}`,
    ]).flat();
    const { exitCode, text } = organizationPoliciesCommand(directory, [...argv(good), ...many]);
    assert.equal(exitCode, 2);
    assert.match(text, /\.json has \d+ characters .* AWS accepts 5120/);
  });
});
