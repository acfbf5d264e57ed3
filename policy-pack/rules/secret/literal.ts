import { concealed } from "../../engine/redaction";
import type { JudgedResource, Observation, ResourceRule } from "../../engine/rule";
import { isUnknown, pointer } from "../../engine/value";
import { familyFrameworks } from "../../frameworks/frameworks";
import { documentLocations } from "../../iam/document-locations";
import { judgeScript } from "../../secret/assignments";
import { isCredential } from "../../secret/credential";
import { type Leaf, leavesOf, valuesAt } from "../../secret/leaves";
import { judgeParameter } from "../../secret/parameters";
import { secretProperties } from "../../secret/properties";
import { judgeVariables } from "../../secret/variables";

/** No secret stands in the program. */
export const secretLiteral: ResourceRule = {
  id: "secret/literal",
  title: "No secret is written into the program",
  severity: "critical",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: ["*"],
  why: "A secret in the program is in its repository, in every clone of it, and in the consoles of whatever it configures.",
  fix: "Let the service or a rotation function make the value, and pass its ARN instead.",
  decides:
    "Whether variables of functions, containers and builds have a value under a name such as PASSWORD or TOKEN, whether user data assigns one or a parameter that is not encrypted holds one, and whether any property, tag or user data holds what looks like a credential.",
  cannotDecide:
    "Whether a known value of a property that is secret by nature, such as secretString, was marked secret in the program: marks are removed before a policy sees the value, so it is noted as undecided. Variables that are unknown as a whole are noted too; a single unknown value comes from another resource and is accepted unless its name speaks of a secret. Documents are a matter of secret/in-document, provider keys of the provider rules.",
  frameworks: { ...familyFrameworks.secret, nist80053: ["IA-5", "IA-5(7)", "SC-28"] },
  params: {},
  since: "0.2.0",
  examples: {
    pass: "a function that gets SECRET_ARN",
    fail: 'a function that gets DB_PASSWORD: "correct-horse"',
  },
  check: (resource) => {
    if (resource.type.startsWith("pulumi:")) return [];
    const byNature = natural(resource);
    const named = [
      ...byNature.flatMap(judgeNatural),
      ...judgeVariables(resource),
      ...judgeParameter(resource),
      ...leavesOf(resource.properties).flatMap(judgeScript),
    ];
    const seen = new Set([
      ...byNature.map(({ path }) => pointer(path)),
      ...named.map(({ path }) => path),
    ]);
    return [...named, ...judgeLeaves(resource, seen)];
  },
};

function natural({ type, properties }: JudgedResource): readonly Leaf[] {
  const isSecure = type === "aws:ssm/parameter:Parameter" && properties["type"] === "SecureString";
  const paths = [
    ...(secretProperties[type] ?? []),
    ...(isSecure ? [["value"], ["insecureValue"]] : []),
  ];
  return paths.flatMap((path) => valuesAt(properties, path));
}

// An unknown value comes from another resource, so it is not written into the program.
function judgeNatural({ path, value }: Leaf): readonly Observation[] {
  if (typeof value !== "string" || value === "" || isUnknown(value)) return [];
  return [
    {
      verdict: "undecided",
      level: "advisory",
      path: pointer(path),
      message:
        "The value is known to the program; whether it is marked secret there cannot be seen.",
      fix: "Let the service make the value, use a write-only property, or read it from encrypted configuration.",
      value: concealed(value),
    },
  ];
}

function judgeLeaves(
  { type, properties }: JudgedResource,
  seen: ReadonlySet<string>,
): readonly Observation[] {
  return Object.entries(properties)
    .filter(([property]) => !holdsDocument(type, property))
    .flatMap(([property, value]) => leavesOf(value, [property]))
    .filter(({ path, value }) => isCredential({ path, value }) && !isReported(pointer(path), seen))
    .map(({ path }): Observation => {
      const message = `${String(path[0])} holds what looks like a credential.`;
      return { verdict: "fail", path: pointer(path), message };
    });
}

const holdsDocument = (type: string, property: string): boolean =>
  (documentLocations[type] ?? []).some(({ path }) => path[0] === property);

// A text such as a list of containers is reported where its variable is, not once more as a whole.
const isReported = (path: string, seen: ReadonlySet<string>): boolean =>
  [...seen].some((each) => `${path}/`.startsWith(`${each}/`) || each.startsWith(`${path}/`));
