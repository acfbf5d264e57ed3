import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { previewProgram } from "../../preview";
import { secretPlaceholder } from "../../preview/stack-file";
import { observeEvents } from "../support/engine/events";
import { observeEmbedded } from "../support/engine/observation";
import { findPulumi } from "../support/engine/pulumi-cli";
import { answersFile, previewWithCli } from "../support/engine/workspace";

const root = path.resolve(__dirname, "../..");
const fixtures = path.join(root, "tests/fixtures/engine");
const ownPack = path.join(root, "policy-pack");
const cli = findPulumi(process.env);
const skipped = cli.found ? "" : ` (skipped: ${cli.reason})`;

function readJson<Content>(file: string, schema: z.ZodType<Content>): Content {
  return schema.parse(JSON.parse(readFileSync(file, "utf8")));
}

const settingsSchema = z.record(z.string(), z.json());
const policyConfigSchema = z.record(z.string(), z.union([z.string(), settingsSchema]));
const answers = readJson(answersFile, z.record(z.string(), settingsSchema));

interface Subject {
  readonly directory: string;
  readonly packs: readonly string[];
  readonly packConfig?: string;
  readonly secrets?: Readonly<Record<string, string>>;
}

/** Previews the subject's dev stack with both engines. */
async function previewBoth(context: Mocha.Context, subject: Subject) {
  if (!cli.found) return context.skip();
  const { directory, packs, packConfig, secrets = {} } = subject;
  const policyPackConfigs = packConfig === undefined ? [] : [packConfig];
  const policyConfig = packConfig === undefined ? {} : readJson(packConfig, policyConfigSchema);
  const common = { directory, stack: "dev", policyPacks: packs };
  const run = await previewWithCli({ ...common, binary: cli.binary, policyPackConfigs, secrets });
  const embedded = observeEmbedded(await previewProgram({ ...common, policyConfig, answers }));
  const real = observeEvents(run.events, run.exitCode);
  assert.notEqual(real.resources.length, 0, `the real CLI declared nothing: ${run.output}`);
  return { real, embedded };
}

const fixture = (name: string) => path.join(fixtures, name);

describe(`the embedded engine and the real CLI${skipped}`, () => {
  const programs = [
    "components",
    "configuration",
    "documents",
    "invokes",
    "options",
    "providers",
    "reads",
  ];
  for (const name of programs) {
    it(`show policies the same of the program "${name}"`, async function () {
      const subject = { directory: fixture(name), packs: [fixture("witness-pack")] };
      const { real, embedded } = await previewBoth(this, subject);
      assert.deepEqual(embedded, real);
    });
  }

  it("show policies the same of the dev stack, and agree with the policy pack on it", async function () {
    const subject = { directory: root, packs: [fixture("witness-pack"), ownPack] };
    const { real, embedded } = await previewBoth(this, subject);
    assert.deepEqual(embedded, real);
  });

  it("POL-454 find the same with the policy pack in a program that breaks its rules", async function () {
    const subject = { directory: fixture("documents"), packs: [ownPack] };
    const { real, embedded } = await previewBoth(this, subject);
    assert.deepEqual(embedded, real);
    assert.notEqual(embedded.findings.length, 0);
    assert.equal(embedded.failed, true);
  });

  it("show policies the same secrets, and conceal them in outputs", async function () {
    const { real, embedded } = await previewBoth(this, {
      directory: fixture("secrets"),
      packs: [fixture("witness-pack")],
      secrets: { "conformance:token": secretPlaceholder },
    });
    assert.deepEqual(embedded, real);
    assert.equal(embedded.outputs["token"], "‹secret›");
  });

  it("POL-12 report findings about resources and about the stack in one preview that fails", async function () {
    const subject = { directory: fixture("findings"), packs: [fixture("findings-pack")] };
    const { real, embedded } = await previewBoth(this, subject);
    assert.deepEqual(embedded, real);
    const mandatory = embedded.findings.filter(({ level }) => level === "mandatory");
    assert.deepEqual(
      mandatory.map(({ rule }) => rule),
      ["at-most-one-bucket", "no-forbidden-bucket"],
    );
    assert.equal(embedded.failed, true);
  });

  it("take the same configuration of policies", async function () {
    const { real, embedded } = await previewBoth(this, {
      directory: fixture("findings"),
      packs: [fixture("findings-pack")],
      packConfig: fixture("findings-pack/configuration.json"),
    });
    assert.deepEqual(embedded, real);
    const found = embedded.findings.filter(({ rule }) => rule === "no-forbidden-bucket");
    assert.deepEqual(
      found.map(({ urn }) => urn.split("::").at(-1)),
      ["allowed"],
    );
  });

  for (const name of ["components", "secrets"]) {
    it(`let policies remediate the program "${name}" before others judge it`, async function () {
      const { real, embedded } = await previewBoth(this, {
        directory: fixture(name),
        packs: [fixture("remediation-pack"), fixture("witness-pack")],
        ...(name === "secrets" && { secrets: { "conformance:token": secretPlaceholder } }),
      });
      assert.deepEqual(embedded, real);
      assert.match(JSON.stringify(embedded.findings), /owner/);
    });
  }

  // The real engine stops at the first resource that the policy could not judge.
  it("both fail where a policy throws, and name it", async function () {
    if (!cli.found) return this.skip();
    const subject = {
      directory: fixture("findings"),
      stack: "dev",
      policyPacks: [fixture("throwing-pack")],
    };
    const run = await previewWithCli({ ...subject, binary: cli.binary });
    assert.notEqual(run.exitCode, 0);
    assert.match(run.output, /policy 'broken-rule' from policy pack 'throwing/);
    const { findings, exitCode } = await previewProgram(subject);
    assert.equal(exitCode, 1);
    assert.deepEqual([...new Set(findings.map(({ rule }) => rule))], ["broken-rule"]);
  });

  for (const [name, message] of [
    ["duplicate", /Duplicate resource URN/],
    ["throws", /the fixture fails on purpose/],
  ] as const) {
    it(`both refuse the program "${name}", for the same reason`, async function () {
      if (!cli.found) return this.skip();
      const subject = { directory: fixture(name), stack: "dev" };
      const run = await previewWithCli({ ...subject, binary: cli.binary });
      assert.notEqual(run.exitCode, 0);
      assert.match(run.output, message);
      await assert.rejects(previewProgram(subject), message);
    });
  }
});
