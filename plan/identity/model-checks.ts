import type { ConfigIssue } from "../../config/issues";
import type { Config } from "../../config/resolve";
import type { Environment } from "../environment";
import type { Model } from "./models";

/** What models demand of the stack: they are asked in its Region and account. */
export function checkModelPlaces(config: Config, environment: Environment): readonly ConfigIssue[] {
  return Object.entries(config.services).flatMap(([service, { models }]) => {
    const path = `services.${service}.models`;
    return models.flatMap((model, index) => [
      ...checkPlace(model, `${path}.${String(index)}`, environment),
      ...checkPartitions(model, `${path}.${String(index)}`, environment),
      ...checkSourceRegion(model, `${path}.${String(index)}`, environment),
    ]);
  });
}

const prefixOf = ({ partition, region }: Environment): string =>
  `arn:${partition}:bedrock:${region}:`;

// The endpoint is in the Region of the stack, and a profile is an account's own.
function checkPlace(
  { arn }: Model,
  path: string,
  environment: Environment,
): readonly ConfigIssue[] {
  const prefix = prefixOf(environment);
  const allowed = [`${prefix}:`, `${prefix}${environment.accountId}:`];
  if (allowed.some((start) => arn.startsWith(start))) return [];
  return [
    {
      code: "SVC006",
      path: `${path}.arn`,
      problem: "not of the Region and account of this stack",
      given: arn,
      allowed: `${allowed.join("foundation-model/… or ")}inference-profile/…`,
      fix: "name the model or profile as it is called in the Region of the stack",
    },
  ];
}

function checkPartitions(
  { foundationModels }: Model,
  path: string,
  { partition }: Environment,
): readonly ConfigIssue[] {
  return foundationModels.flatMap((arn, index) =>
    arn.startsWith(`arn:${partition}:`)
      ? []
      : [
          {
            code: "SVC006",
            path: `${path}.foundationModels.${String(index)}`,
            problem: "not of the partition of this stack",
            given: arn,
            allowed: `arn:${partition}:bedrock:…`,
            fix: "name the model in a Region that the profile routes to",
          },
        ],
  );
}

// "Geographic cross-Region inference" asks for the model in the source Region, whatever the destinations are.
function checkSourceRegion(
  { foundationModels }: Model,
  path: string,
  environment: Environment,
): readonly ConfigIssue[] {
  const source = `${prefixOf(environment)}:`;
  if (foundationModels.length === 0 || foundationModels.some((arn) => arn.startsWith(source))) {
    return [];
  }
  return [
    {
      code: "SVC007",
      path: `${path}.foundationModels`,
      problem: "the model in the Region of this stack is missing",
      given: foundationModels.join(", "),
      allowed: `one of ${source}foundation-model/… among them`,
      fix: "add it: IAM asks for the model in the Region that the request is made in, too",
    },
  ];
}
