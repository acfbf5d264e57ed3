import assert from "node:assert/strict";
import path from "node:path";
import { isSecret, isUnknown } from "../../preview/engine/values";
import { ProgramError, UsageError } from "../../preview/errors";
import { presentGraph } from "../../preview/graph";
import type { PreviewOptions, PreviewResult } from "../../preview/index";
import { previewProgram } from "../../preview/index";
import { reportOf, reportSchema } from "../../preview/report";

const fixture = (name: string) => path.join(__dirname, "../fixtures/preview", name);
const preview = (name: string, options: Partial<PreviewOptions> = {}) =>
  previewProgram({ directory: fixture(name), stack: "dev", ...options });

const failure = async (promise: Promise<unknown>): Promise<Error> => {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Error);
    return error;
  }
  assert.fail("the preview should have failed");
};

describe("previewProgram", () => {
  let result: PreviewResult;

  before(async () => {
    result = await preview("estate");
  });

  const find = (name: string) => {
    const found = result.resources.find((resource) => resource.name === name);
    assert.ok(found, name);
    return found;
  };

  it("names resources by all their parent types", () => {
    assert.equal(
      find("outer-inner-bucket").urn,
      "urn:pulumi:dev::fixture::demo:index:Outer$demo:index:Inner$aws:s3/bucket:Bucket::outer-inner-bucket",
    );
  });

  it("declares a default provider with the stack's configuration", () => {
    const provider = result.resources.find(({ type }) => type === "pulumi:providers:aws");
    assert.equal(provider?.inputs["region"], "us-east-1");
    assert.equal(find("role").provider, provider.urn);
  });

  it("turns a document with one unknown leaf into one unknown string, and a known one into text", () => {
    assert.ok(isUnknown(find("role-policy").inputs["policy"]));
    assert.equal(typeof find("role").inputs["assumeRolePolicy"], "string");
  });

  it("keeps outputs that a provider would compute unknown, and answers what configuration answers", () => {
    assert.ok(isUnknown(result.outputs["arn"]));
    assert.equal(result.outputs["account"], "111122223333");
  });

  it("records what each property depends on", () => {
    const { propertyDependencies } = find("role-policy");
    assert.deepEqual(propertyDependencies["policy"], [find("outer-inner-bucket").urn]);
    assert.deepEqual(propertyDependencies["role"], [find("role").urn]);
  });

  it("keeps encrypted configuration secret and says which values stand-ins replace", () => {
    assert.deepEqual(result.concealedKeys, ["fixture:token"]);
    assert.ok(isSecret(result.outputs["token"]));
  });

  it("knows a component that a plugin builds by its inputs, and says that its children are not judged", async () => {
    const remote = await preview("remote");
    const [component] = remote.resources.filter(({ name }) => name === "remote");
    assert.deepEqual(component?.inputs, { size: 3 });
    assert.ok(isUnknown(remote.outputs["made"]), "what the plugin returns");
    assert.ok(isUnknown(remote.outputs["size"]), "what it returns under the name of an input");
    assert.equal(
      remote.outputs["below"],
      `${component.urn.replace("::remote", "")}$demo:index:Local::local`,
    );
    assert.deepEqual(reportOf(remote).remoteComponents, [component.urn]);
    assert.deepEqual(reportOf(result).remoteComponents, []);
  });

  it("gives the same report and graph twice", async () => {
    const again = await preview("estate");
    assert.equal(JSON.stringify(reportOf(again)), JSON.stringify(reportOf(result)));
    assert.equal(
      JSON.stringify(presentGraph(again.resources)),
      JSON.stringify(presentGraph(result.resources)),
    );
  });

  it("writes a report that its schema accepts", () => {
    assert.deepEqual(reportSchema.parse(reportOf(result)), reportOf(result));
  });

  it("shows no secret in report or graph, and what the program prints", async () => {
    const hostile = await preview("hostile");
    const text = JSON.stringify([reportOf(hostile), presentGraph(hostile.resources)]);
    assert.doesNotMatch(text, /hunter2/);
    assert.match(text, /‹secret›/);
    assert.ok(
      hostile.diagnostics.some(({ message }) => message.includes("hello from the program")),
    );
  });

  it("lets configuration from the caller win over the stack file", async () => {
    const { outputs } = await preview("estate", {
      config: { "aws:allowedAccountIds": '["999988887777"]', "fixture:token": "plain" },
    });
    assert.equal(outputs["account"], "999988887777");
  });

  it("answers invokes with what the caller supplies, and names one that has no answer", async () => {
    const token = "aws:ec2/getAmi:getAmi";
    const { outputs } = await preview("unanswered", { answers: { [token]: { id: "ami-1" } } });
    assert.equal(outputs["ami"], "ami-1");
    const error = await failure(preview("unanswered"));
    assert.ok(error instanceof ProgramError);
    assert.match(error.message, /aws:ec2\/getAmi:getAmi has no offline answer.*--answers/s);
  });

  it("answers calls of resource methods with what the caller supplies, and names one without answer", async () => {
    const token = "demo:index:Thing/greet";
    const { outputs } = await preview("method", { answers: { [token]: { greeting: "hello" } } });
    assert.deepEqual(outputs["greeting"], { greeting: "hello" });
    const error = await failure(preview("method"));
    assert.ok(error instanceof ProgramError);
    assert.match(error.message, /demo:index:Thing\/greet has no offline answer/);
  });

  it("reads another stack's outputs where they are supplied, and keeps them unknown where not", async () => {
    const stackOutputs = { "organization/network/dev": { vpcId: "vpc-1" } };
    assert.equal((await preview("references", { stackOutputs })).outputs["vpcId"], "vpc-1");
    assert.ok(isUnknown((await preview("references")).outputs["vpcId"]));
  });

  it("fails with the program's own message and the line that threw", async () => {
    const error = await failure(preview("throws"));
    assert.ok(error instanceof ProgramError);
    assert.match(error.message, /^Error: the moon is full\n\s+at .*throws.index\.js:1:7\)$/);
    assert.doesNotMatch(error.message, /node_modules|grpc/);
  });

  it("refuses two resources of one URN", async () => {
    const error = await failure(preview("duplicate"));
    assert.match(error.message, /Duplicate resource URN/);
  });

  it("stops a program that does not end", async () => {
    const error = await failure(preview("never-ends", { timeoutSeconds: 3 }));
    assert.ok(error instanceof ProgramError);
    assert.match(error.message, /did not end within 3 seconds/);
  });

  it("refuses a pack that does not load, with the pack's own reason", async () => {
    const error = await failure(preview("hostile", { policyPacks: [fixture("broken-pack")] }));
    assert.ok(error instanceof UsageError);
    assert.match(error.message, /did not load[\s\S]*the pack is broken/);
  });

  it("refuses a folder that holds no pack", async () => {
    const error = await failure(preview("hostile", { policyPacks: [fixture("throws")] }));
    assert.match(error.message, /PulumiPolicy\.yaml is missing/);
  });

  it("makes a rule that throws a mandatory finding that names it", async () => {
    const judged = await preview("hostile", { policyPacks: [fixture("throwing-pack")] });
    assert.equal(judged.exitCode, 1);
    const [finding] = judged.findings;
    assert.equal(finding?.rule, "always-throws");
    assert.equal(finding.level, "mandatory");
    assert.match(finding.message, /this rule is broken/);
  });
});
