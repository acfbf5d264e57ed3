import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { isObject, type PropertyValue } from "../../../preview/engine/values";
import type { PreviewResult } from "../../../preview/index";
import { readAxonConfig } from "../../../services/axon/config";
import { foundationModel, inferenceProfile } from "../../plan/examples";
import { previewStack, root } from "../../stack/support";
import { listAt, textIn } from "../../support/examples/values";

const directory = path.join(root, "examples/agent-service");

function axonEnvironment({ resources }: PreviewResult): Record<string, string> {
  const axon = resources.find(
    ({ type, name }) => type === "awsx:ecs:FargateService" && name === "axon",
  );
  const definition: PropertyValue | undefined = axon?.inputs["taskDefinitionArgs"];
  assert.ok(isObject(definition));
  return Object.fromEntries(
    listAt(definition["container"], "environment").map((each) => [
      textIn(each, "name"),
      textIn(each, "value"),
    ]),
  );
}

async function axonConfig(config: Readonly<Record<string, string>>) {
  const stackOutputs: unknown = JSON.parse(
    readFileSync(path.join(directory, "estate-outputs.json"), "utf8"),
  );
  assert.ok(areOutputs(stackOutputs));
  const result = await previewStack("dev", { directory, stackOutputs, config, policyPacks: [] });
  return readAxonConfig(axonEnvironment(result));
}

function areOutputs(
  value: unknown,
): value is Readonly<Record<string, Record<string, PropertyValue>>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

describe("the environment of the example agent-service", () => {
  it("lets axon reason offline unless a model is set", async () => {
    const config = await axonConfig({});
    assert.deepEqual([config.REASONER, config.BEDROCK_MODEL_ID], ["offline", undefined]);
  });

  for (const [kind, { arn }] of Object.entries({ foundationModel, inferenceProfile })) {
    it(`lets axon ask the ${kind} that is set`, async () => {
      const config = await axonConfig({ "agent-service:model": arn });
      assert.deepEqual([config.REASONER, config.BEDROCK_MODEL_ID], ["bedrock", arn]);
    });
  }

  for (const model of ["amazon.nova-lite-v1:0", foundationModel.arn.replace(/amazon.*/, "*")]) {
    it(`refuses ${model}, which no estate can declare`, async () => {
      await assert.rejects(
        axonConfig({ "agent-service:model": model }),
        /agent-service:model: write the ARN of the model or inference profile/,
      );
    });
  }
});
