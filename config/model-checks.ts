import { duplicates } from "./duplicates";
import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";
import type { WrittenConfig } from "./schema";

type Services = WrittenConfig["services"];
type Model = Services[string]["models"][number];

/** Checks of the models of services: each once, and behind an inference profile the models that it routes to. */
export function checkModels(services: Services): readonly ConfigIssue[] {
  return Object.entries(services).flatMap(([service, { models }]) => {
    const path = `services.${service}.models`;
    return [
      ...checkOnce(
        models.map(({ arn }) => arn),
        (index) => `${path}.${String(index)}.arn`,
      ),
      ...models.flatMap((model, index) => checkModel(model, `${path}.${String(index)}`)),
    ];
  });
}

const isProfile = (arn: string): boolean => arn.includes("inference-profile/");

function checkModel({ arn, foundationModels }: Model, path: string): readonly ConfigIssue[] {
  const named = `${path}.foundationModels`;
  if (isProfile(arn) && foundationModels.length === 0) return [missingModels(arn, named)];
  if (!isProfile(arn) && foundationModels.length > 0) return [modelsOfModel(arn, named)];
  return checkOnce(foundationModels, (index) => `${named}.${String(index)}`);
}

function checkOnce(
  arns: readonly string[],
  pathOf: (index: number) => string,
): readonly ConfigIssue[] {
  return duplicates(arns).map(({ value, index }) => ({
    code: "SVC003",
    path: pathOf(index),
    problem: "model named twice",
    given: showValue(value),
    fix: "remove one of them",
  }));
}

// IAM asks for the profile and for each foundation model that it routes to.
const missingModels = (arn: string, path: string): ConfigIssue => ({
  code: "SVC004",
  path,
  problem: `missing for the inference profile ${arn}`,
  allowed: "ARNs of the foundation model in every Region that the profile routes to",
  fix: "list what aws bedrock get-inference-profile shows under models",
});

const modelsOfModel = (arn: string, path: string): ConfigIssue => ({
  code: "SVC005",
  path,
  problem: `given for ${arn}, which is no inference profile`,
  fix: "remove it, or name the inference profile in arn; another model is an entry of its own",
});
