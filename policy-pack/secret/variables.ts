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
}

/** Judges the variables that a resource passes to code in plain text. */
export function judgeVariables({ type, properties }: JudgedResource): readonly Observation[] {
  return (variableProperties[type] ?? [])
    .flatMap((path) => valuesAt(properties, path))
    .flatMap(variablesOf)
    .flatMap(judge);
}

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
    // Of a build variable from Parameter Store or Secrets Manager, the value is a name.
    if ((item["type"] ?? "PLAINTEXT") !== "PLAINTEXT") return [];
    return [{ name: item["name"], value: item["value"] ?? "", path: [...path, index, "value"] }];
  });
}

function judge({ name, value, path }: Variable): readonly Observation[] {
  const at = pointer(path);
  const isNamed = namesSecret(name);
  if (isUnknown(value)) {
    return isNamed
      ? [
          {
            verdict: "undecided",
            path: at,
            message: `Whether ${name} holds a secret or its ARN is unknown.`,
          },
        ]
      : [];
  }
  const text = typeof value === "string" ? value : "";
  if (!holdsCredential(text) && !(isNamed && isLiteralSecret(text))) return [];
  return [
    {
      verdict: "fail",
      path: at,
      message: `Variable ${name} passes a secret in plain text.`,
      fix: `Store the value of ${name} in Secrets Manager, and pass its ARN or use the service's own secret reference.`,
      value: `${name} ${concealed(text)}`,
    },
  ];
}

const secretWord =
  /pass(?:word|wd|phrase)|secret|token|api_?key|private_?key|credential|access_?key(?!_?id)/i;

// What follows says where the secret is, or what it is like, and not what it is.
const aboutSecret =
  /(?:arn|name|id|path|url|uri|file|ttl|seconds|minutes|hours|days|expir\w*|endpoint|host|region|header|issuer|audience|algorithm|type|length|size|prefix|parameter|version|stage|enabled|required|limit|table|bucket|policy|provider|store)s?$/i;

const namesSecret = (name: string): boolean => secretWord.test(name) && !aboutSecret.test(name);

// ARNs, paths, addresses, numbers and switches are not secrets themselves.
const isLiteralSecret = (text: string): boolean =>
  text.trim() !== "" &&
  !/^(?:arn:|\/|https?:\/\/|true$|false$|\d{1,6}$|\{\{resolve:)/i.test(text.trim());
