import { readFileSync } from "node:fs";
import path from "node:path";
import type { WaiverFile } from "../../plan/audit-review/waivers";

/**
 * Reads a file of waivers. That there is none is no error, and neither is one that cannot be read: the review says so.
 * @param folder Folder of the project.
 */
export function readWaiverFile(folder: string, name: string): WaiverFile {
  try {
    return { kind: "text", name, text: readFileSync(path.join(folder, name), "utf8") };
  } catch (error) {
    const isAbsent = error instanceof Error && "code" in error && error.code === "ENOENT";
    return { kind: isAbsent ? "absent" : "unreadable", name };
  }
}
