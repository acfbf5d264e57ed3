import type { JsonSchema } from "../../config/json-schema";
import { configJsonSchema } from "../../config/json-schema";
import { profiles } from "../../config/profiles";
import { markdownTable } from "./markdown";

/** The reference of every configuration key, generated from the schema. */
export function configurationPage(): string {
  const { properties } = configJsonSchema();
  const sections = Object.entries(properties ?? {}).map(([key, schema]) => section(key, schema));
  return [
    "# Configuration",
    "",
    "Generated from `config/` by `npm run docs`. Keys stand under `agent-runtime:` in `Pulumi.<stack>.yaml`;",
    "editors complete and check them through `config/stack.schema.json`. Unknown keys are errors.",
    "",
    "Beside them the AWS provider's own `aws:region` and `aws:allowedAccountIds` are required: the ARNs in",
    "every policy are computed from them.",
    "",
    ...sections,
    "## What dev and prod do differently",
    "",
    "Defaults taken from the environment where the stack sets nothing (`config/profiles.ts`).",
    "",
    profileTable(),
    "",
  ].join("\n");
}

function section(key: string, schema: JsonSchema): string {
  const rows = fieldRows(schema, "");
  const intro = [`## ${key}`, "", text(schema["description"]), ""];
  const body =
    rows.length === 0
      ? [`Type: ${typeText(schema)}`, ""]
      : [markdownTable(["Key", "Type", "Meaning"], rows), ""];
  return [...intro, ...body].join("\n");
}

function fieldRows(schema: JsonSchema, prefix: string): readonly (readonly string[])[] {
  return members(schema).flatMap(([key, child]) => {
    const path = `${prefix}${key}`;
    const row = [`\`${path}\``, typeText(child), text(child["description"])];
    return [row, ...fieldRows(child, `${path}.`)];
  });
}

function members(schema: JsonSchema): readonly (readonly [string, JsonSchema])[] {
  const nodes = schema.oneOf ?? schema.anyOf ?? [schema];
  return nodes.flatMap((node) => {
    const free =
      typeof node.additionalProperties === "object" ? node.additionalProperties : undefined;
    const named = Object.entries(node.properties ?? {});
    const each = node.items ?? free;
    return each === undefined
      ? named
      : [...named, ...members(each).map(below(free ? "<name>" : "[]"))];
  });
}

const below =
  (name: string) =>
  ([key, schema]: readonly [string, JsonSchema]): readonly [string, JsonSchema] => [
    `${name}.${key}`,
    schema,
  ];

function typeText(schema: JsonSchema): string {
  if (Array.isArray(schema["enum"])) return schema["enum"].map(code).join(", ");
  if (schema["const"] !== undefined) return code(schema["const"]);
  const range = [schema["minimum"], schema["maximum"]];
  const kind = text(schema["type"] ?? "choice");
  return range[0] === undefined ? kind : `${kind}, ${range.map(text).join(" to ")}`;
}

function profileTable(): string {
  const rows = Object.entries(profiles.prod).map(([key, prod]) => {
    const dev: unknown = Object.entries(profiles.dev).find(([name]) => name === key)?.[1];
    return [`\`${key}\``, code(dev ?? "none"), code(prod ?? "none")];
  });
  return markdownTable(["Value", "dev", "prod"], rows);
}

const text = (value: unknown): string =>
  typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);

const code = (value: unknown): string => `\`${text(value)}\``;
