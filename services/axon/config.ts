import * as z from "zod/mini";
import { inboundMeanings, inboundNeeds, inboundShape } from "../http/inbound";
import { listeningMeanings, listeningNeeds, listeningShape } from "../http/listening";
import { type Environment, readSettings } from "../http/settings";

const schema = z.object({
  ...listeningShape,
  ...inboundShape,
  REASONER: z.enum(["offline", "bedrock"]),
  BEDROCK_MODEL_ID: z.optional(z.string().check(z.regex(/^[\w.:/-]{1,2048}$/))),
});

const meanings = {
  ...listeningMeanings,
  ...inboundMeanings,
  REASONER: "offline for an extract without any model, or bedrock",
  BEDROCK_MODEL_ID: "id or ARN of a model, or ARN of an inference profile",
} as const;

const needs = (environment: Environment): Readonly<Record<string, string>> => ({
  ...listeningNeeds(environment),
  ...inboundNeeds(environment),
  ...(environment["REASONER"] === "bedrock" && { BEDROCK_MODEL_ID: "with REASONER=bedrock" }),
});

/** Settings of axon, by the names of their variables. */
export type AxonConfig = z.output<typeof schema>;

/**
 * Reads axon's settings.
 * @throws SettingsError with every problem at once.
 */
export const readAxonConfig = (environment: Environment): AxonConfig =>
  readSettings({ schema, meanings, needs }, environment);
