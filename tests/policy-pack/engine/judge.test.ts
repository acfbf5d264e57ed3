import assert from "node:assert/strict";
import fc from "fast-check";
import { catalog } from "../../../policy-pack/catalog";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import { judgeResource, judgeStack } from "../../../policy-pack/engine/judge";
import type { Rule } from "../../../policy-pack/engine/rule";
import { Session } from "../../../policy-pack/engine/session";
import { stackOf } from "../../../policy-pack/engine/stack";
import type { Value } from "../../../policy-pack/engine/value";
import { wildcardAction } from "../../../policy-pack/rules/iam/wildcard-action";
import { document, resource, unknown } from "../../support/policy-pack/resources";

const nothing = declaredDocuments([]);
const policy = (text: Value) => resource("aws:iam/rolePolicy:RolePolicy", { policy: text });
const open = policy(document({ Action: "*" }));

const throwing: Rule = {
  ...wildcardAction,
  id: "test/throws",
  check: () => {
    throw new Error("broken");
  },
};

describe("judgeResource", () => {
  it("turns a rule that throws into a mandatory finding that names it, and runs the others", () => {
    const findings = judgeResource([throwing, wildcardAction], open, nothing);
    assert.deepEqual(
      findings.map(({ rule, level, verdict }) => [rule, level, verdict]),
      [
        ["pack/rule-crash", "mandatory", "undecided"],
        ["iam/wildcard-action", "mandatory", "fail"],
      ],
    );
    assert.match(findings[0]?.message ?? "", /test\/throws threw: broken/);
  });

  it("lets an advising rule be undecided without stopping anything", () => {
    const advising: Rule = { ...wildcardAction, unknown: "advise" };
    assert.deepEqual(
      judgeResource([advising], policy(unknown), nothing).map(({ level }) => level),
      ["advisory"],
    );
    assert.deepEqual(
      judgeResource([wildcardAction], policy(unknown), nothing).map(({ level }) => level),
      ["mandatory"],
    );
  });
});

// Anything that JSON can hold, with keys and texts that rules look for, unknown values and prototype keys.
const leaf = fc.oneof(
  fc.constantFrom<Value>(unknown, "*", "Allow", "0.0.0.0/0", "-1", "__proto__", null, true, 0, -1),
  fc.string(),
);
const key = fc.constantFrom(
  "policy",
  "Statement",
  "Effect",
  "Action",
  "Resource",
  "Principal",
  "Condition",
  "ingress",
  "egress",
  "cidrBlocks",
  "fromPort",
  "protocol",
  "spec",
  "listeners",
  "rules",
  "__proto__",
  "constructor",
  "documents",
  "zeroTrust",
  "statements",
  "contract",
  "rotationRules",
  "inlinePolicies",
  "ruleNumber",
  "cidrBlock",
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    leaf,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 5 }),
  ),
}));
const types = [...new Set(catalog.flatMap(({ applies }) => applies)), "demo:index:Component"];

describe("the whole catalog", () => {
  it("throws on no input, however hostile", () => {
    const anyResource = fc
      .tuple(fc.constantFrom(...types), fc.dictionary(key, value, { maxKeys: 8 }))
      .map(([type, properties]) => resource(type, properties));
    fc.assert(
      fc.property(fc.array(anyResource, { maxLength: 6 }), (resources) => {
        const session = new Session(catalog, {});
        const findings = [
          ...resources.flatMap((each) => session.judgeResource(each)),
          ...session.judgeStack(resources),
        ];
        assert.deepEqual(
          findings.filter(({ rule }) => rule === "pack/rule-crash"),
          [],
        );
      }),
      { numRuns: 500 },
    );
  });

  it("judges very long patterns and very many statements", () => {
    const long = policy(
      document({ Action: "*".repeat(100_000), Resource: `arn:${"*?".repeat(50_000)}` }),
    );
    const many = policy({
      Statement: Array.from({ length: 6000 }, () => ({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
      })),
    });
    assert.ok(judgeResource(catalog, long, nothing).length >= 2);
    assert.equal(judgeResource(catalog, many, nothing).length, 6000);
  });

  it("never lets an unknown value turn a violation into a pass", () => {
    for (const target of ["policy"]) {
      const known = resource("aws:iam/rolePolicy:RolePolicy", {
        [target]: document({ Action: "*", Resource: "*" }),
      });
      const hidden = resource("aws:iam/rolePolicy:RolePolicy", { [target]: unknown });
      const mandatory = (each: typeof known) =>
        new Set(judgeResource(catalog, each, nothing).map(({ rule }) => rule));
      for (const rule of mandatory(known)) assert.ok(mandatory(hidden).has(rule), rule);
    }
  });

  it("finds the same whatever the order of resources", () => {
    const vpc = resource("aws:ec2/vpc:Vpc", {});
    const bucket = resource("aws:s3/bucket:Bucket", { bucket: "b" });
    const list = [vpc, bucket, open];
    const rules = (resources: typeof list) =>
      judgeStack(catalog, stackOf(resources), nothing)
        .map(({ rule, urn }) => `${rule} ${urn ?? ""}`)
        .sort();
    assert.deepEqual(rules(list), rules([...list].reverse()));
    assert.ok(rules(list).length > 3);
  });
});
