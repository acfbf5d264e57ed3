import type { Config } from "../../config/resolve";
import type { Statement } from "../document";

/** A model of Amazon Bedrock as configured, with what it is routed to. */
export type Model = Config["services"][string]["models"][number];

/** What the Converse API asks for: "This operation requires permission for the bedrock:InvokeModel action". */
export const modelAction = "bedrock:InvokeModel";

/** Every ARN that a request for a model touches. */
export const resourcesOf = ({ arn, foundationModels }: Model): readonly string[] => [
  arn,
  ...foundationModels,
];

/** What a service may do with its models: ask them, and those behind a profile through that profile alone. */
export function askModels(models: readonly Model[]): readonly Statement[] {
  if (models.length === 0) return [];
  const ask: Statement = {
    Sid: "AskModels",
    Effect: "Allow",
    Action: [modelAction],
    Resource: models.map(({ arn }) => arn),
  };
  const routed = models.filter(({ foundationModels }) => foundationModels.length > 0);
  return [
    ask,
    ...routed.map(
      ({ arn, foundationModels }, index): Statement => ({
        Sid: `AskThroughProfile${String(index + 1)}`,
        Effect: "Allow",
        Action: [modelAction],
        Resource: foundationModels,
        Condition: { ArnEquals: { "bedrock:InferenceProfileArn": arn } },
      }),
    ),
  ];
}
