import { holdsCredential } from "../engine/redaction";
import type { Leaf } from "./leaves";

/** Whether a value looks like a credential; user data may hold it in base64. */
export function isCredential({ path, value }: Leaf): boolean {
  if (typeof value !== "string") return false;
  return holdsCredential(value) || (isUserData(path) && holdsCredential(decoded(value)));
}

/** Whether a path leads to what a machine gets when it starts. */
export const isUserData = (path: Leaf["path"]): boolean => /^userData/.test(String(path.at(-1)));

/** What text in base64 stands for. */
export const decoded = (text: string): string => Buffer.from(text, "base64").toString("utf8");
