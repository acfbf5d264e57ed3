import assert from "node:assert/strict";
import path from "node:path";
import { z } from "zod";
import { previewProgram } from "../../preview";

const fixtures = path.resolve(__dirname, "../fixtures/engine");

// What the witness pack writes of a resource.
const witnessSchema = z.looseObject({
  name: z.string(),
  opts: z.looseObject({ aliases: z.array(z.string()), customTimeouts: z.unknown() }),
  props: z.record(z.string(), z.unknown()),
  propertyDependencies: z.record(z.string(), z.array(z.string())).optional(),
});

async function witnessed(program: string, rule: "resource-witness" | "stack-witness") {
  const { findings } = await previewProgram({
    directory: path.join(fixtures, program),
    stack: "dev",
    policyPacks: [path.join(fixtures, "witness-pack")],
  });
  const seen = findings
    .filter((finding) => finding.rule === rule)
    .map(({ message }) =>
      witnessSchema.parse(JSON.parse(message.slice(message.indexOf("\n") + 1))),
    );
  return (name: string) => seen.find((resource) => resource.name === name);
}

describe("what policies see", () => {
  it("has the options of a resource: time limits in seconds, and no aliases before a first update", async () => {
    const see = await witnessed("options", "resource-witness");
    const limits = { createSeconds: 300, updateSeconds: 90, deleteSeconds: 3600 };
    assert.deepEqual(see("slow")?.opts.customTimeouts, limits);
    assert.deepEqual(see("renamed")?.opts.aliases, []);
  });

  it("has the dependencies of properties that have some", async () => {
    const see = await witnessed("options", "stack-witness");
    const bucket = "urn:pulumi:dev::conformance::aws:s3/bucket:Bucket::protected";
    assert.deepEqual(see("replaced")?.propertyDependencies, { name: [bucket], tags: [bucket] });
  });

  it("has nothing of a resource that is only read", async () => {
    const see = await witnessed("reads", "resource-witness");
    assert.equal(see("existing-vpc"), undefined);
    assert.equal(see("subnet")?.props["vpcId"], "vpc-0123456789abcdef0");
  });

  it("has the version of a provider, and no outputs where its settings are unknown", async () => {
    const inputs = await witnessed("providers", "resource-witness");
    assert.equal(inputs("west")?.props["version"], "7.48.0");
    assert.equal(typeof inputs("unchecked")?.props["policy"], "object");
    const outputs = await witnessed("providers", "stack-witness");
    assert.deepEqual(outputs("unchecked")?.props, {});
  });
});

describe("findings", () => {
  const preview = (program: string, pack: string) =>
    previewProgram({
      directory: path.join(fixtures, program),
      stack: "dev",
      policyPacks: [path.join(fixtures, pack)],
    });

  it("are about the stack where a stack policy names no resource", async () => {
    const { findings, exitCode } = await preview("findings", "findings-pack");
    const finding = findings.find(({ rule }) => rule === "at-most-one-bucket");
    assert.equal(finding?.urn, "urn:pulumi:dev::conformance::pulumi:pulumi:Stack::conformance-dev");
    assert.equal(exitCode, 1);
  });

  it("name the rule that threw and the resource it was judging, and stop a deployment", async () => {
    const { findings, exitCode } = await preview("findings", "throwing-pack");
    assert.deepEqual(
      findings.map(({ rule, level, urn }) => ({ rule, level, name: urn.split("::").at(-1) })),
      ["allowed", "forbidden"].map((name) => ({ rule: "broken-rule", level: "mandatory", name })),
    );
    assert.equal(exitCode, 1);
  });
});
