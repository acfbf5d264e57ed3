import { z } from "zod";
import { configSchema } from "./schema";

/** A JSON Schema node, as far as this module looks into it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  /** Schemas of named members. */
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  /** Schema of freely named members, or whether they are allowed. */
  readonly additionalProperties?: JsonSchema | boolean | undefined;
  /** Schema of list entries. */
  readonly items?: JsonSchema | undefined;
  /** Alternatives. */
  readonly anyOf?: readonly JsonSchema[] | undefined;
  /** Exclusive alternatives. */
  readonly oneOf?: readonly JsonSchema[] | undefined;
}

/** JSON Schema (draft 2020-12) of the configuration, below the project's namespace, as it is written. */
export function configJsonSchema(): JsonSchema {
  return z.toJSONSchema(configSchema, { io: "input" }) as JsonSchema;
}

/** JSON Schema of a `Pulumi.<stack>.yaml` of the given project, for editors. */
export function stackFileJsonSchema(project: string): JsonSchema {
  const { $schema, properties, required } = configJsonSchema();
  const qualify = (key: string) => `${project}:${key}`;
  return {
    $schema,
    title: `Stack configuration of ${project}`,
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: {
          "aws:region": { type: "string", description: "AWS Region." },
          "aws:allowedAccountIds": {
            type: "array",
            items: { type: "string", pattern: "^\\d{12}$" },
            minItems: 1,
            description: "Accounts the provider may touch; the first one is planned for.",
          },
          ...Object.fromEntries(
            Object.entries(properties ?? {}).map(([key, schema]) => [qualify(key), schema]),
          ),
        },
        required: Array.isArray(required) ? required.map((key) => qualify(String(key))) : [],
      },
    },
  };
}

/** The keys a schema knows at a path; empty where names are free or the path leads nowhere. */
export function knownKeysAt(schema: JsonSchema, path: readonly PropertyKey[]): readonly string[] {
  const nodes = path.reduce<readonly JsonSchema[]>(
    (current, key) => current.flatMap((node) => childSchemas(node, String(key))),
    alternatives(schema),
  );
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

function childSchemas(node: JsonSchema, key: string): readonly JsonSchema[] {
  const free =
    typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
  const child = node.properties?.[key] ?? node.items ?? free;
  return child === undefined ? [] : alternatives(child);
}

const alternatives = (node: JsonSchema): readonly JsonSchema[] =>
  node.oneOf ?? node.anyOf ?? [node];
