import { readFileSync } from "node:fs";
import type { Properties } from "./engine/values";
import { UsageError } from "./errors";
import type { PolicyConfig } from "./process/policy-config";

function readJson(file: string): object {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`${file}: a JSON object is expected.`);
}

/**
 * Reads a file with a JSON object of JSON objects; no file gives none.
 * @throws {UsageError} when it holds anything else.
 */
export function readObjects(file: string | undefined): Readonly<Record<string, Properties>> {
  const value = file === undefined ? {} : readJson(file);
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry !== "object" || entry === null) {
      throw new UsageError(`${file ?? ""}: ${key} must be a JSON object.`);
    }
  }
  return value as Readonly<Record<string, Properties>>;
}

/**
 * Reads configuration of policies; a later file wins over an earlier one.
 * @throws {UsageError} when a file holds anything else.
 */
export function readPolicyConfigs(files: readonly string[]): PolicyConfig {
  return Object.fromEntries(files.flatMap((file) => Object.entries(readPolicyConfig(file))));
}

function readPolicyConfig(file: string): PolicyConfig {
  const value = readJson(file);
  for (const [key, entry] of Object.entries(value)) {
    if (typeof entry !== "string" && (typeof entry !== "object" || entry === null)) {
      throw new UsageError(`${file}: ${key} must be an enforcement level or a JSON object.`);
    }
  }
  return value as PolicyConfig;
}
