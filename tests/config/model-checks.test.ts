import assert from "node:assert/strict";
import { foundationModel, inferenceProfile } from "../plan/examples";
import { type ConfigCase, parse, reportsEach } from "../support/config-cases";
import { exampleConfig } from "../support/context";

const overridesFor = (models: unknown) => ({
  services: { ...exampleConfig.services, axon: { tier: "axon-runtime", models } },
});

const parseModels = (models: unknown) => parse(overridesFor(models));

const at = "services.axon.models";
const model = foundationModel.arn;
const [source] = inferenceProfile.foundationModels;

const wildcards = [
  "*",
  model.replace(/amazon.*/, "*"),
  model.replace("us-east-1", "*"),
  model.replace("lite", "?"),
  inferenceProfile.arn.replace("111122223333", "*"),
];

const cases: readonly (Omit<ConfigCase, "overrides"> & { readonly models: unknown })[] = [
  ...wildcards.map((arn) => ({
    title: `the wildcard ${arn}`,
    models: [{ arn }],
    code: "CFG006",
    path: `${at}.0.arn`,
  })),
  ...["amazon.nova-lite-v1:0", "arn:aws:bedrock:::foundation-model/amazon.nova-lite-v1:0"].map(
    (arn) => ({
      title: `${arn}, which is asked for in no Region`,
      models: [{ arn }],
      code: "CFG006",
      path: `${at}.0.arn`,
    }),
  ),
  {
    title: "a model of no kind that Converse may be asked with",
    models: [{ arn: "arn:aws:bedrock:us-east-1:111122223333:imported-model/abc" }],
    code: "CFG006",
    path: `${at}.0.arn`,
  },
  {
    title: "a wildcard behind a profile",
    models: [{ ...inferenceProfile, foundationModels: [model.replace("us-east-1", "*")] }],
    code: "CFG006",
    path: `${at}.0.foundationModels.0`,
  },
  {
    title: "a profile behind a profile",
    models: [{ ...inferenceProfile, foundationModels: [inferenceProfile.arn] }],
    code: "CFG006",
    path: `${at}.0.foundationModels.0`,
  },
  {
    title: "an ARN by itself, without a key",
    models: [model],
    code: "CFG002",
    path: `${at}.0`,
  },
  {
    title: "a model named twice",
    models: [foundationModel, foundationModel],
    code: "SVC003",
    path: `${at}.1.arn`,
  },
  {
    title: "a model named twice behind a profile",
    models: [{ ...inferenceProfile, foundationModels: [source, source] }],
    code: "SVC003",
    path: `${at}.0.foundationModels.1`,
  },
  {
    title: "a profile without its models",
    models: [{ arn: inferenceProfile.arn }],
    code: "SVC004",
    path: `${at}.0.foundationModels`,
    fix: /get-inference-profile/,
  },
  {
    title: "models behind a model",
    models: [{ arn: model, foundationModels: [source] }],
    code: "SVC005",
    path: `${at}.0.foundationModels`,
    fix: /inference profile/,
  },
];

describe("checkModels", () => {
  it("accepts models, profiles of both kinds, and the model without Region that a global profile routes to", () => {
    const everywhere = model.replace("us-east-1", "");
    const own = "arn:aws:bedrock:us-east-1:111122223333:application-inference-profile/a1b2c3d4e5f6";
    const models = [
      foundationModel,
      inferenceProfile,
      { arn: own, foundationModels: [model, everywhere] },
    ];
    assert.ok(parseModels(models).ok);
  });

  it("gives a service no models unless it asks for some", () => {
    const parsed = parseModels(undefined);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.config.services["axon"]?.models, []);
  });

  reportsEach(cases.map(({ models, ...rest }) => ({ ...rest, overrides: overridesFor(models) })));
});
