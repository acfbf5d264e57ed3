import { concealed } from "../engine/redaction";
import type { Observation } from "../engine/rule";
import { isUnknown, pointer } from "../engine/value";
import { decoded, isUserData } from "./credential";
import type { Leaf } from "./leaves";
import { isLiteralSecret, namesSecret } from "./variables";

// NAME=value, NAME='value' and NAME="value" where a command or a line begins; `$name = "value"` is PowerShell's.
const assignment =
  /(?:^|[\s;&|({])(?:\$(?:env:)?)?([A-Za-z_]\w*)[ \t]*=(?!=)[ \t]*(?:'([^'\n]*)'|"([^"\n]*)"|([^\s'"`;&|)]+))/gim;

// What a shell puts in place of a name or a command is not written into the script.
const isExpanded = (text: string): boolean => /[$`]|%\w+%|\{\{/.test(text);

const isPlain = (text: string): boolean => /^(?:yes|no|on|off|none|null|required)$/i.test(text);

/** A secret that a script assigns to a variable. */
interface Assignment {
  readonly name: string;
  readonly text: string;
}

function firstSecret(script: string): Assignment | undefined {
  for (const [, name = "", single, double, bare] of script.matchAll(assignment)) {
    const open = double ?? bare ?? "";
    const text = single ?? (isExpanded(open) ? "" : open);
    if (namesSecret(name) && isLiteralSecret(text) && !isPlain(text)) return { name, text };
  }
  return undefined;
}

/** Judges the assignments of a script that a machine runs when it starts; it may be in base64. */
export function judgeScript({ path, value }: Leaf): readonly Observation[] {
  if (typeof value !== "string" || isUnknown(value) || !isUserData(path)) return [];
  const found = firstSecret(value) ?? firstSecret(decoded(value));
  if (found === undefined) return [];
  const { name, text } = found;
  return [
    {
      verdict: "fail",
      path: pointer(path),
      message: `${String(path[0])} assigns a secret to ${name} in plain text.`,
      fix: `Store the value of ${name} in Secrets Manager, and let the machine's role read it when it starts.`,
      value: `${name} ${concealed(text)}`,
    },
  ];
}
