import { readFileSync } from "node:fs";
import { z } from "zod";
import { UsageError } from "../errors";
import { graphSchema, readGraph } from "./graph-file";
import type { StackContents } from "./stack-contents";
import { readState, stateSchema } from "./state";

const allowed = "give what `pulumi stack export` or the preview's --graph writes";

/**
 * Reads a file with resources; what kind it is, its content tells.
 * @throws {UsageError} when it cannot be read, or is of no kind that can be judged.
 */
export function readContents(file: string): StackContents {
  const value = parse(file);
  if (Array.isArray(value)) return readGraph(checked(graphSchema, value, file));
  if (typeof value === "object" && value !== null && "deployment" in value) {
    return readState(checked(stateSchema, value, file));
  }
  throw new UsageError(`${file} holds ${describe(value)}; ${allowed}.`);
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON (${messageOf(error)}); ${allowed}.`);
  }
}

function checked<Output>(schema: z.ZodType<Output>, value: unknown, file: string): Output {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new UsageError(`${file} is malformed; ${allowed}.\n${z.prettifyError(result.error)}`);
}

// Keys say what was given by mistake; a report, or a plan, for example.
function describe(value: unknown): string {
  if (typeof value !== "object" || value === null)
    return `a ${value === null ? "null" : typeof value}`;
  const keys = Object.keys(value).slice(0, 5).join(", ");
  return keys === "" ? "an empty object" : `an object with ${keys}`;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
