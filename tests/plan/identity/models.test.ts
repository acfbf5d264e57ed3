import assert from "node:assert/strict";
import { askModels, modelAction, resourcesOf } from "../../../plan/identity/models";
import { planContext } from "../../support/context";
import { forEachExample, foundationModel, inferenceProfile, withModels } from "../examples";

const modelsOf = (models: readonly unknown[]) => {
  const { config } = planContext({
    services: { axon: { tier: "axon-runtime", models } },
    edges: [],
  });
  return config.services["axon"]?.models ?? [];
};

describe("askModels", () => {
  it("gives a service without models nothing", () => {
    assert.deepEqual(askModels([]), []);
  });

  it("lets a model be asked, and nothing else", () => {
    assert.deepEqual(askModels(modelsOf([foundationModel])), [
      {
        Sid: "AskModels",
        Effect: "Allow",
        Action: ["bedrock:InvokeModel"],
        Resource: [foundationModel.arn],
      },
    ]);
  });

  it("lets the models behind each profile be asked through that profile alone", () => {
    const second = { ...inferenceProfile, arn: inferenceProfile.arn.replace("us.", "eu.") };
    const statements = askModels(modelsOf([inferenceProfile, foundationModel, second]));
    assert.deepEqual(
      statements.map(({ Sid, Resource, Condition }) => [Sid, Resource, Condition]),
      [
        ["AskModels", [inferenceProfile.arn, foundationModel.arn, second.arn], undefined],
        ...[inferenceProfile, second].map(({ arn, foundationModels }, index) => [
          `AskThroughProfile${String(index + 1)}`,
          foundationModels,
          { ArnEquals: { "bedrock:InferenceProfileArn": arn } },
        ]),
      ],
    );
  });

  it("lets tasks of a service ask its models, and no other role any model", () => {
    forEachExample((title, { config }, { identity }) => {
      for (const { key, service, policy } of identity.roles) {
        const asked = (policy?.Statement ?? [])
          .filter(({ Action }) => Action.some((action) => action.startsWith("bedrock:")))
          .flatMap(({ Action, Resource }) => (Resource ?? []).map((arn) => [...Action, arn]));
        const models = key.endsWith("-task") ? config.services[service ?? ""]?.models : [];
        assert.deepEqual(
          asked.sort(),
          (models ?? [])
            .flatMap(resourcesOf)
            .map((arn) => [modelAction, arn])
            .sort(),
          `${title}: ${key}`,
        );
      }
    });
  });

  it("is used by an example, so that the test above has something to see", () => {
    const { config } = planContext(withModels);
    assert.ok(Object.values(config.services).every(({ models }) => models.length === 1));
  });
});
