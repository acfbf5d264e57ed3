import assert from "node:assert/strict";
import { secret, unknownString } from "../../../preview/engine/values";
import { type GraphResource, noOptions, presentGraph } from "../../../preview/graph";
import { graphSchema, readGraph } from "../../../preview/judge-file/graph-file";

const resource = (changes: Partial<GraphResource> = {}): GraphResource => ({
  urn: "urn:pulumi:dev::shop::aws:sqs/queue:Queue::jobs",
  type: "aws:sqs/queue:Queue",
  name: "jobs",
  custom: true,
  parent: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev",
  provider: "urn:pulumi:dev::shop::pulumi:providers:aws::default",
  inputs: { name: "jobs" },
  outputs: { name: "jobs" },
  dependencies: [],
  propertyDependencies: { name: ["urn:pulumi:dev::shop::t::x"] },
  options: { ...noOptions, ignoreChanges: ["policy"] },
  read: false,
  ...changes,
});

// What the preview writes, by way of the file.
const read = (...resources: readonly GraphResource[]) =>
  readGraph(graphSchema.parse(JSON.parse(JSON.stringify(presentGraph(resources)))));

describe("readGraph", () => {
  it("POL-424 reads back what the preview wrote", () => {
    const { project, stack, isDeployed, notes, resources } = read(resource());
    assert.deepEqual([project, stack, isDeployed, notes], ["shop", "dev", false, []]);
    assert.deepEqual(resources, [resource()]);
  });

  it("reads marks of unknown values as unknown again, wherever they stand", () => {
    const inputs = { policy: unknownString, list: [{ arn: unknownString }] };
    assert.deepEqual(read(resource({ inputs })).resources[0]?.inputs, inputs);
  });

  it("reads a concealed value as a secret nobody knows, and says how many there are", () => {
    const { resources, notes } = read(resource({ inputs: { password: secret("hunter2") } }));
    assert.deepEqual(resources[0]?.inputs, { password: secret(unknownString) });
    assert.deepEqual(notes, ["1 concealed value(s) are judged as unknown"]);
  });

  it("leaves out what is only read, and gives components no outputs", () => {
    const component = resource({ custom: false, provider: undefined });
    const { resources } = read(component, resource({ urn: `${resource().urn}-2`, read: true }));
    assert.equal(resources.length, 1);
    assert.deepEqual(resources[0]?.outputs, {});
  });
});
