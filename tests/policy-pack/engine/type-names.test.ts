import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { typeName } from "../../../policy-pack/engine/type-names";

const provider = path.dirname(require.resolve("@pulumi/aws/package.json"));

/** Every type of the installed provider with the other spellings it declares for itself. */
function declaredSpellings(): readonly (readonly [type: string, spellings: readonly string[]])[] {
  return globSync("*/*.js", { cwd: provider }).flatMap((file) => {
    const source = readFileSync(path.join(provider, file), "utf8");
    const type = /__pulumiType = '([^']+)'/.exec(source)?.[1];
    const aliases = /aliases: \[(.*?)\] \}/.exec(source)?.[1] ?? "";
    if (type === undefined) return [];
    return [[type, [...aliases.matchAll(/type: "([^"]+)"/g)].map(([, name = ""]) => name)]];
  });
}

describe("typeName", () => {
  const declared = declaredSpellings();

  it("POL-37 gives every spelling that the provider declares the same name", () => {
    assert.ok(declared.length > 1500);
    const spellings = declared.flatMap(([type, aliases]) =>
      aliases.filter((alias) => alias !== type).map((alias) => [type, alias] as const),
    );
    assert.ok(spellings.length > 40);
    assert.deepEqual(
      spellings.filter(([type, alias]) => typeName(type) !== typeName(alias)),
      [],
    );
  });

  it("POL-37 reads V2 buckets and their settings, and both load-balancer modules", () => {
    const names = [
      ["aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket"],
      ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws:s3/bucketVersioning:BucketVersioning"],
      ["aws:alb/listener:Listener", "aws:lb/listener:Listener"],
      [
        "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
        "aws:lb/loadBalancer:LoadBalancer",
      ],
      ["aws:elasticloadbalancingv2/targetGroup:TargetGroup", "aws:lb/targetGroup:TargetGroup"],
      ["aws:elasticloadbalancing/loadBalancer:LoadBalancer", "aws:elb/loadBalancer:LoadBalancer"],
    ] as const;
    for (const [given, wanted] of names) assert.equal(typeName(given), wanted);
  });

  it("names every type that has two modules once", () => {
    const types = new Set(declared.map(([type]) => type));
    const twice = [...types].filter(
      (type) => types.has(type.replace("aws:alb/", "aws:lb/")) && type.startsWith("aws:alb/"),
    );
    assert.equal(twice.length, 6);
    for (const type of twice) assert.equal(typeName(type), type.replace("aws:alb/", "aws:lb/"));
  });

  it("gives a name that is used to every type, and leaves others alone", () => {
    const types = new Set(declared.map(([type]) => type));
    assert.deepEqual(
      [...types].filter((type) => !types.has(typeName(type))),
      [],
    );
    for (const type of ["aws:sqs/queue:Queue", "custom:module:Type", "__proto__", ""]) {
      assert.equal(typeName(type), type);
    }
  });
});
