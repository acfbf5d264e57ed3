import assert from "node:assert/strict";
import { catalog } from "../../policy-pack/catalog";
import { defaultConfiguration } from "../../policy-pack/engine/configuration";
import type { StackResource } from "../../policy-pack/engine/rule";
import { Session } from "../../policy-pack/engine/session";
import { isObject, type Value } from "../../policy-pack/engine/value";
import { documentLocations } from "../../policy-pack/iam/document-locations";
import { resource, unknown } from "../support/policy-pack/resources";
import { today } from "../support/policy-pack/rule-cases";

/** Findings of the whole catalog about single resources, in a preview. */
function judged(...resources: readonly StackResource[]) {
  const session = new Session(catalog, defaultConfiguration, { today, isUpdate: false });
  return resources.flatMap((each) => session.judgeResource(each));
}

const nested = (path: readonly string[], value: Value): Value => {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return key === "*" ? [nested(rest, value)] : { [key]: nested(rest, value) };
};

/** A role policy that is declared, or not, and unknown or what it resolves to. */
const rolePolicy = (policy: Value, statements?: Value) => {
  const documents =
    statements === undefined
      ? []
      : [{ id: "send", kind: "identity", target: "send", property: "policy", statements }];
  const component = resource("demo:index:Queue", { zeroTrust: { contract: 1, documents } });
  const child = resource(
    "aws:iam/rolePolicy:RolePolicy",
    { policy },
    { name: "send", parent: component },
  );
  return [component, child] as const;
};

const open = { Sid: "Send", Effect: "Allow", Action: "sqs:*", Resource: "*" };

describe("a document that is wholly unknown", () => {
  const places = Object.entries(documentLocations).flatMap(([type, locations]) =>
    locations.map(({ path }) => ({ type, path })),
  );

  it("is looked for in many places", () => {
    assert.ok(places.length > 50, String(places.length));
  });

  for (const { type, path } of places) {
    it(`POL-5 fails closed at ${path.join(".")} of ${type} when nobody declares it`, () => {
      const properties = nested(path, unknown);
      assert.ok(isObject(properties));
      const at = `/${path.map((key) => (key === "*" ? "0" : key)).join("/")}`;
      const found = judged(resource(type, properties)).filter(
        (finding) => finding.path === at && finding.verdict === "undecided",
      );
      assert.ok(
        found.some(({ level }) => level === "mandatory"),
        JSON.stringify(found),
      );
    });
  }

  it("POL-5 is undecided for every rule that would report what it may hold", () => {
    const rules = (...resources: readonly StackResource[]) =>
      new Set(
        judged(...resources)
          .filter(({ level }) => level === "mandatory")
          .map(({ rule }) => rule),
      );
    const known = rules(...rolePolicy(JSON.stringify({ Statement: [open] })));
    const hidden = rules(...rolePolicy(unknown));
    assert.ok(known.size >= 2);
    assert.deepEqual(
      [...known].filter((rule) => !hidden.has(rule)),
      [],
    );
  });

  it("POL-63 is judged by its declaration, and marked as to be proven at update", () => {
    const found = judged(...rolePolicy(unknown, [open])).filter(
      ({ level }) => level === "mandatory",
    );
    const direct = judged(...rolePolicy(JSON.stringify({ Statement: [open] })));
    assert.ok(found.length >= 2);
    for (const { verdict, message } of found) {
      assert.equal(verdict, "fail");
      assert.match(message, / The document is declared, to be proven at update\.$/);
    }
    assert.deepEqual(
      found.map(({ rule, path, semanticPath, value }) => [rule, path, semanticPath, value]).sort(),
      direct
        .filter(({ level }) => level === "mandatory")
        .map(({ rule, path, semanticPath, value }) => [rule, path, semanticPath, value])
        .sort(),
    );
  });

  it("POL-63 keeps the fingerprint of a finding when the declaration is proven", () => {
    const prints = (policy: Value) =>
      judged(...rolePolicy(policy, [open]))
        .filter(({ rule }) => rule.startsWith("iam/"))
        .map(({ fingerprint }) => fingerprint)
        .sort();
    assert.deepEqual(prints(unknown), prints(JSON.stringify({ Statement: [open] })));
  });

  it("POL-64 does not let a declaration turn a known fault into a pass", () => {
    const declared = [{ ...open, Action: "sqs:SendMessage" }];
    const found = judged(...rolePolicy(JSON.stringify({ Statement: [open] }), declared));
    const rules = found.map(({ rule }) => rule);
    assert.ok(rules.includes("iam/wildcard-action"));
    assert.ok(rules.includes("contract/undeclared-statement"));
    assert.ok(!found.some(({ message }) => message.includes("to be proven")));
  });

  it("POL-69 stays undecided where the declaration has an unknown leaf instead of a reference", () => {
    const use = (Resource: Value) => [
      { Sid: "Use", Effect: "Allow", Action: "kms:Decrypt", Resource: [Resource] },
    ];
    const about = (Resource: Value) =>
      judged(...rolePolicy(unknown, use(Resource))).filter(
        ({ rule }) => rule === "iam/wildcard-resource",
      );
    assert.deepEqual(
      about(unknown).map(({ verdict, path }) => [verdict, path]),
      [["undecided", "/policy/Statement/0/Resource/0"]],
    );
    assert.deepEqual(about({ ref: "orbit-key" }), []);
    assert.deepEqual(
      about({ ref: "orbit-key", suffix: "*" }).map(({ verdict }) => verdict),
      ["fail"],
    );
  });
});
