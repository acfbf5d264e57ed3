import { concealed, holdsCredential } from "../engine/redaction";
import type { JudgedResource, Observation } from "../engine/rule";
import { isObject, isUnknown, listOf, pointer, type Value } from "../engine/value";
import { type Leaf, valuesAt } from "./leaves";
import { variableProperties } from "./properties";

/** A variable that code gets. */
interface Variable {
  readonly name: string;
  readonly value: Value;
  readonly path: Leaf["path"];
  /** What decides whether it is a variable with a secret, and is unknown; then `path` leads there. */
  readonly unknown?: "name" | "type" | undefined;
}

/** Judges the variables that a resource passes to code in plain text. */
export function judgeVariables({ type, properties }: JudgedResource): readonly Observation[] {
  return (variableProperties[type] ?? [])
    .flatMap((path) => valuesAt(properties, path))
    .flatMap(({ path, value }) =>
      isUnknown(value) ? [unseen(path)] : variablesOf({ path, value }).flatMap(judge),
    );
}

const unseen = (path: Leaf["path"]): Observation => ({
  verdict: "undecided",
  path: pointer(path),
  message: "The variables are unknown, so nobody sees whether one of them holds a secret.",
  fix: "Declare the variables one by one, so that their names are known before their values.",
  level: "advisory",
});

// Functions take a map, containers and builds a list of names and values.
function variablesOf({ path, value }: Leaf): readonly Variable[] {
  if (isObject(value)) {
    return Object.entries(value).map(([name, item]) => ({
      name,
      value: item,
      path: [...path, name],
    }));
  }
  return listOf(value).flatMap((item, index) => {
    if (!isObject(item) || typeof item["name"] !== "string") return [];
    const { name, type = "PLAINTEXT" } = item;
    // Of a build variable from Parameter Store or Secrets Manager, the value is a name.
    if (type !== "PLAINTEXT" && !isUnknown(type)) return [];
    const unknown = isUnknown(type) ? "type" : isUnknown(name) ? "name" : undefined;
    return [
      { name, value: item["value"] ?? "", path: [...path, index, unknown ?? "value"], unknown },
    ];
  });
}

function judge(variable: Variable): readonly Observation[] {
  const { name, value, path, unknown } = variable;
  const text = typeof value === "string" && !isUnknown(value) ? value : "";
  if (isUnknown(value) || unknown !== undefined) return judgeUnknown(variable, text);
  if (!holdsCredential(text) && !(namesSecret(name) && isLiteralSecret(text))) return [];
  return [
    {
      verdict: "fail",
      path: pointer(path),
      message: `Variable ${name} passes a secret in plain text.`,
      fix: `Store the value of ${name} in Secrets Manager, and pass its ARN or use the service's own secret reference.`,
      value: `${name} ${concealed(text)}`,
    },
  ];
}

function judgeUnknown({ name, path }: Variable, text: string): readonly Observation[] {
  const isHarmless = text !== "" && !isLiteralSecret(text);
  if (isHarmless || (!isUnknown(name) && !namesSecret(name))) return [];
  const shown = isUnknown(name) ? "a variable of unknown name" : name;
  const message = `Whether ${shown} holds a secret or its ARN is unknown.`;
  return [{ verdict: "undecided", path: pointer(path), message }];
}

const secretWord =
  /pass(?:word|wd|phrase)|secret|token|api_?key|private_?key|credential|access_?key(?!_?id)/i;

// What follows says where the secret is, or what it is like, and not what it is.
const aboutSecret =
  /(?:arn|name|id|path|url|uri|file|ttl|seconds|minutes|hours|days|expir\w*|endpoint|host|region|header|issuer|audience|algorithm|type|length|size|prefix|parameter|version|stage|enabled|required|limit|table|bucket|policy|provider|store)s?$/i;

/** Whether a name speaks of a secret itself. */
export const namesSecret = (name: string): boolean =>
  secretWord.test(name) && !aboutSecret.test(name);

/** Whether text may be a secret: ARNs, paths, addresses, numbers and switches are not. */
export const isLiteralSecret = (text: string): boolean =>
  text.trim() !== "" &&
  !/^(?:arn:|\/|https?:\/\/|true$|false$|\d{1,6}$|\{\{resolve:)/i.test(text.trim());
