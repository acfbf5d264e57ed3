import { readFileSync } from "node:fs";
import path from "node:path";

/** What reading a waiver file gives: a list to be read as waivers, or what is wrong with the file. */
export type WaiverFile =
  | { readonly kind: "list"; readonly waivers: readonly unknown[] }
  | { readonly kind: "unreadable"; readonly message: string };

/** Reads the file that `waiverFile` names: a JSON list of waivers. Relative to the folder the pack runs in. */
export function readWaiverFile(file: string): WaiverFile {
  const absolute = path.resolve(file);
  try {
    const value: unknown = JSON.parse(readFileSync(absolute, "utf8"));
    if (Array.isArray(value)) return { kind: "list", waivers: value };
    return { kind: "unreadable", message: `${absolute} holds no JSON list of waivers` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: "unreadable", message: `${absolute} cannot be read: ${reason}` };
  }
}
