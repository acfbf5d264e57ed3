import { concealed } from "../engine/redaction";
import type { JudgedResource, Observation } from "../engine/rule";
import { isUnknown, textOf, type Value } from "../engine/value";
import { isLiteralSecret, namesSecret } from "./variables";

const fix = "Set type to SecureString with a key of your own, or use Secrets Manager.";

/** Judges a parameter of Parameter Store that is not encrypted, by its name and its value. */
export function judgeParameter(resource: JudgedResource): readonly Observation[] {
  const { type, properties } = resource;
  if (type !== "aws:ssm/parameter:Parameter" || properties["type"] === "SecureString") return [];
  return ["value", "insecureValue"].flatMap((property) =>
    judgeValue(resource, `/${property}`, properties[property]),
  );
}

function judgeValue(
  { name, properties }: JudgedResource,
  path: string,
  value: Value | undefined,
): readonly Observation[] {
  if (!mayBeSecret(value)) return [];
  const { type, name: given } = properties;
  // While the name is not known, the one that the program uses says what it is; folders do not.
  const shown = typeof given === "string" && !isUnknown(given) ? given : name;
  const isNamed = namesSecret(shown.slice(shown.lastIndexOf("/") + 1));
  if (!isNamed && !isUnknown(given)) return [];
  const holds = `arameter ${shown} holds a secret in plain text`;
  const about = { path, fix, value: `${shown} ${concealed(textOf(value))}` };
  if (!isNamed || isUnknown(value) || isUnknown(type)) {
    const message = `Whether p${holds} is unknown.`;
    return [
      { ...about, verdict: "undecided", message, ...(!isNamed && { level: "advisory" as const }) },
    ];
  }
  return [{ ...about, verdict: "fail", message: `P${holds}.` }];
}

const mayBeSecret = (value: Value | undefined): boolean =>
  value !== undefined && (isUnknown(value) || isLiteralSecret(textOf(value)));
