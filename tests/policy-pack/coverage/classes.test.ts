import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { catalog } from "../../../policy-pack/catalog";
import { memberKinds } from "../../../policy-pack/contract/members";
import { classesOf, classifiedTypes } from "../../../policy-pack/coverage/classes";

const provider = path.resolve(__dirname, "../../../node_modules/@pulumi/aws");

/** Every type token that a class of the installed provider has. */
function installedTypes(): readonly string[] {
  const tokens = globSync("*/*.js", { cwd: provider }).flatMap(
    (file) =>
      /__pulumiType = '(aws:[^']+)'/.exec(readFileSync(path.join(provider, file), "utf8"))?.[1] ??
      [],
  );
  return [...new Set(tokens)].sort();
}

describe("awsTypes", () => {
  let installed: readonly string[] = [];

  before(() => {
    installed = installedTypes();
  });

  it("POL-50 classifies every type of the installed provider, and no type it does not have", () => {
    assert.ok(installed.length > 1700, String(installed.length));
    assert.deepEqual([...classifiedTypes().keys()].sort(), installed);
  });

  it("classifies each type once, with the classes in one order", () => {
    const lines = globSync("aws-types-*.ts", {
      cwd: path.resolve(__dirname, "../../../policy-pack/coverage"),
    }).flatMap((file) =>
      readFileSync(path.resolve(__dirname, "../../../policy-pack/coverage", file), "utf8").split(
        "\n",
      ),
    );
    const entries = lines.filter((line) => /^[a-z][a-z0-9]* (-|d?p?n?c?) [A-Z]/.test(line));
    const names = entries.flatMap((line) => {
      const [module = "", , ...types] = line.split(" ");
      return types.map((type) => `${module} ${type}`);
    });
    assert.equal(names.length, installed.length);
    assert.equal(new Set(names).size, names.length);
  });

  it("finds a former spelling under the present one", () => {
    assert.deepEqual(classesOf("aws:applicationloadbalancing/listener:Listener"), ["network"]);
    assert.equal(classesOf("aws:new/thing:Thing"), undefined);
  });

  for (const [type, classes] of [
    ["aws:sqs/queue:Queue", ["data", "permissions"]],
    ["aws:iam/role:Role", ["permissions"]],
    ["aws:ec2/route:Route", ["network"]],
    ["aws:lambda/function:Function", ["data", "network", "code"]],
    ["aws:cloudformation/stack:Stack", ["data", "permissions", "network", "code"]],
    ["aws:cloudwatch/metricAlarm:MetricAlarm", []],
  ] as const) {
    it(`says that ${type} is ${classes.join(", ") || "none of the classes"}`, () => {
      assert.deepEqual(classesOf(type), classes);
    });
  }

  it("knows every type that a rule or a kind of member names", () => {
    const named = [
      ...catalog.flatMap(({ applies }) => applies),
      ...Object.values(memberKinds).flat(),
    ].filter((type) => type.startsWith("aws:"));
    assert.deepEqual(
      [...new Set(named)].filter((type) => !classifiedTypes().has(type)),
      [],
    );
  });
});
