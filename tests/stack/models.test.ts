import assert from "node:assert/strict";
import type { PreviewResult } from "../../preview/index";
import { foundationModel, inferenceProfile, withModels } from "../plan/examples";
import { ofType, previewStack, textAt } from "./support";

const config = { "agent-runtime:services": JSON.stringify(withModels["services"]) };

const policyOf = (result: PreviewResult, type: string, name: string): string => {
  const found = ofType(result.resources, type).find((each) => each.name === name);
  assert.ok(found, `${type} ${name}`);
  return JSON.stringify(found.inputs["policy"]);
};

describe("the estate with models", () => {
  let result: PreviewResult;

  before(async () => {
    result = await previewStack("dev", { config });
  });

  it("has no mandatory and no undecided finding", () => {
    assert.deepEqual(
      result.findings.filter(
        ({ level, verdict }) => level === "mandatory" || verdict === "undecided",
      ),
      [],
    );
  });

  it("leads to Amazon Bedrock by a private name, from the group of all endpoints", () => {
    const endpoints = ofType(result.resources, "VpcEndpoint").map(({ inputs }) => inputs);
    const bedrock = endpoints.filter((inputs) =>
      textAt(inputs, "serviceName")?.includes("bedrock"),
    );
    assert.deepEqual(
      bedrock.map(({ serviceName, privateDnsEnabled }) => [serviceName, privateDnsEnabled]),
      [["com.amazonaws.us-east-1.bedrock-runtime", true]],
    );
    const [logs] = endpoints.filter((inputs) => textAt(inputs, "serviceName")?.endsWith(".logs"));
    assert.deepEqual(bedrock[0]?.["securityGroupIds"], logs?.["securityGroupIds"]);
    assert.deepEqual(bedrock[0]?.["subnetIds"], logs?.["subnetIds"]);
  });

  it("names every model in the endpoint's policy", () => {
    const policy = policyOf(result, "VpcEndpoint", "endpoints-bedrock-runtime");
    for (const arn of [
      foundationModel.arn,
      inferenceProfile.arn,
      ...inferenceProfile.foundationModels,
    ]) {
      assert.ok(policy.includes(arn), arn);
    }
  });
});

describe("the estate without models", () => {
  it("has no way to Amazon Bedrock", async () => {
    const { resources } = await previewStack("dev", { policyPacks: [] });
    assert.deepEqual(
      resources.filter(({ inputs }) => JSON.stringify(inputs).includes("bedrock")),
      [],
    );
  });
});
