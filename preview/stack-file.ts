import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { UsageError } from "./errors";

const projectSchema = z.looseObject({
  name: z.string(),
  main: z.string().optional(),
  runtime: z.union([
    z.string(),
    z.looseObject({ name: z.string(), options: z.record(z.string(), z.unknown()).optional() }),
  ]),
  config: z.record(z.string(), z.unknown()).optional(),
});

const stackSchema = z.looseObject({ config: z.record(z.string(), z.unknown()).nullish() });

/** A project and one of its stacks, as their files describe them. */
export interface StackDefinition {
  /** Folder of Pulumi.yaml, absolute. */
  readonly directory: string;
  /** Project name. */
  readonly project: string;
  /** Stack name. */
  readonly stack: string;
  /** Entry point of the program, relative to the folder; `.` lets the language runtime decide. */
  readonly main: string;
  /** Path of the TypeScript configuration the program asks for. @default - tsconfig.json */
  readonly tsconfig: string | undefined;
  /** Whether TypeScript support is switched on, as it is unless the project says otherwise. */
  readonly typescript: boolean;
  /** Configuration by full key; objects and lists as JSON text. */
  readonly config: Readonly<Record<string, string>>;
  /** Full keys whose values are encrypted; they are placeholders in `config`. */
  readonly secretKeys: readonly string[];
}

/** What stands for an encrypted value, which an offline preview cannot decrypt. */
export const secretPlaceholder = "‹encrypted›";

/** Reads Pulumi.yaml and Pulumi.<stack>.yaml, with further values from the command line. */
export function readStack(
  directory: string,
  stack: string,
  overrides: Readonly<Record<string, string>> = {},
): StackDefinition {
  const project = readYaml(
    path.join(directory, "Pulumi.yaml"),
    projectSchema,
    () => "this folder holds no Pulumi project; choose one with --cwd",
  );
  const runtime = typeof project.runtime === "string" ? { name: project.runtime } : project.runtime;
  if (runtime.name !== "nodejs") {
    throw new UsageError(
      `The project runs on ${runtime.name}; the offline preview runs nodejs programs.`,
    );
  }
  const options = "options" in runtime ? (runtime.options ?? {}) : {};
  const file = readYaml(path.join(directory, `Pulumi.${stack}.yaml`), stackSchema, () =>
    knownStacks(directory),
  );
  const merged = mergeConfig(project.name, [
    projectDefaults(project.config),
    file.config ?? {},
    overrides,
  ]);
  return {
    directory,
    project: project.name,
    stack,
    main: project.main ?? ".",
    tsconfig: typeof options["tsconfig"] === "string" ? options["tsconfig"] : undefined,
    typescript: options["typescript"] !== false,
    ...merged,
  };
}

function readYaml<T>(file: string, schema: z.ZodType<T>, hint: () => string): T {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`There is no ${path.basename(file)} in ${path.dirname(file)}: ${hint()}.`);
  }
  let value: unknown;
  try {
    value = parse(text, { uniqueKeys: true });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} is not valid YAML: ${detail}`);
  }
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw new UsageError(`${file} is malformed:\n${z.prettifyError(parsed.error)}`);
}

function knownStacks(directory: string): string {
  const stacks = existsSync(directory)
    ? readdirSync(directory).flatMap((file) => /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1] ?? [])
    : [];
  return stacks.length === 0
    ? "no stack has a file here"
    : `stacks with a file: ${stacks.join(", ")}`;
}

// Pulumi.yaml declares defaults either as a plain value or as { value } or { default }.
function projectDefaults(config: Readonly<Record<string, unknown>> | undefined) {
  return Object.fromEntries(
    Object.entries(config ?? {}).flatMap(([key, declared]) => {
      if (typeof declared !== "object" || declared === null) return [[key, declared]];
      if ("value" in declared) return [[key, declared.value]];
      return "default" in declared ? [[key, declared.default]] : [];
    }),
  );
}

function mergeConfig(project: string, layers: readonly Readonly<Record<string, unknown>>[]) {
  const config: Record<string, string> = {};
  const secretKeys = new Set<string>();
  for (const [key, value] of layers.flatMap(Object.entries<unknown>)) {
    const full = key.includes(":") ? key : `${project}:${key}`;
    const text = concealSecrets(value);
    config[full] = typeof text === "string" ? text : jsonText(text);
    if (config[full].includes(secretPlaceholder)) secretKeys.add(full);
    else secretKeys.delete(full);
  }
  return { config, secretKeys: [...secretKeys] };
}

// As Go writes JSON, so that a program meets the keys of an object in the same order as in a real preview.
function jsonText(value: unknown): string {
  const escapes: Readonly<Record<string, string>> = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
  };
  return JSON.stringify(sortKeys(value)).replaceAll(
    /[<>&]/g,
    (character) => escapes[character] ?? "",
  );
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(
    entries.map(([key, child]: [string, unknown]) => [key, sortKeys(child)]),
  );
}

function concealSecrets(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(concealSecrets);
  const keys = Object.keys(value);
  if (keys.length === 1 && keys[0] === "secure") return secretPlaceholder;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, concealSecrets(child)]),
  );
}
