import assert from "node:assert/strict";
import fc from "fast-check";
import { catalog } from "../../../policy-pack/catalog";
import { defaultConfiguration } from "../../../policy-pack/engine/configuration";
import type { Rule, StackResource } from "../../../policy-pack/engine/rule";
import { Session } from "../../../policy-pack/engine/session";
import type { Value } from "../../../policy-pack/engine/value";
import { wildcardAction } from "../../../policy-pack/rules/iam/wildcard-action";
import { document, resource, unknown } from "../../support/policy-pack/resources";
import { today } from "../../support/policy-pack/rule-cases";

const policy = (text: Value) => resource("aws:iam/rolePolicy:RolePolicy", { policy: text });
const open = policy(document({ Action: "*" }));

const sessionOf = (rules: readonly Rule[], isUpdate = false) =>
  new Session(rules, defaultConfiguration, { today, isUpdate });

const judge = (rules: readonly Rule[], ...resources: readonly StackResource[]) => {
  const session = sessionOf(rules);
  return resources.flatMap((each) => session.judgeResource(each));
};

const throwing: Rule = {
  ...wildcardAction,
  id: "test/throws",
  needs: "resource",
  check: () => {
    throw new Error("broken");
  },
};

describe("a session", () => {
  it("POL-25 turns a rule that throws into a mandatory finding that names it, and runs the others (POL-2)", () => {
    assert.deepEqual(
      judge([throwing, wildcardAction], open).map(({ rule, level, verdict, urn }) => [
        rule,
        level,
        verdict,
        urn,
      ]),
      [
        ["pack/rule-crash", "mandatory", "undecided", open.urn],
        ["iam/wildcard-action", "mandatory", "fail", open.urn],
      ],
    );
    assert.match(judge([throwing], open)[0]?.message ?? "", /test\/throws threw: broken/);
  });

  it("POL-2 judges the resources after one that is unknown", () => {
    const stack = [policy(document({ Action: "sqs:SendMessage" })), policy(unknown), open];
    assert.deepEqual(
      judge([wildcardAction], ...stack).map(({ verdict, level }) => [verdict, level]),
      [
        ["undecided", "mandatory"],
        ["fail", "mandatory"],
      ],
    );
  });

  it("POL-24 lets a rule warn, or defer to the update, instead of failing", () => {
    const levelOf = (onUndecided: Rule["onUndecided"], isUpdate: boolean) =>
      sessionOf([{ ...wildcardAction, onUndecided }], isUpdate)
        .judgeResource(policy(unknown))
        .map(({ level }) => level);
    assert.deepEqual(levelOf("fail", false), ["mandatory"]);
    assert.deepEqual(levelOf("warn", true), ["advisory"]);
    assert.deepEqual(levelOf("defer", false), ["advisory"]);
    assert.deepEqual(levelOf("defer", true), ["mandatory"]);
  });

  it("POL-24 defers no rule about IAM, trust or network unless configured", () => {
    const deferred = catalog.filter(({ onUndecided }) => onUndecided === "defer");
    assert.deepEqual(
      deferred.filter(({ id }) => /^(iam|trust|boundary|net|reach)\//.test(id)).map(({ id }) => id),
      [],
    );
  });

  it("POL-9 judges the stack by the inputs it saw, and by outputs only where it saw none", () => {
    const sight: Rule = {
      ...wildcardAction,
      id: "test/sight",
      needs: "stack",
      check: (stack) =>
        stack.resources.map((each) => ({
          resource: each,
          verdict: "fail",
          path: "",
          message: JSON.stringify([
            each.properties["given"],
            each.inputsSeen,
            each.outputs["given"],
          ]),
        })),
    };
    const session = sessionOf([sight]);
    session.judgeResource(resource("t", { given: "input" }, { name: "a" }));
    const deployed = ["a", "b"].map((name) => resource("t", { given: "output" }, { name }));
    assert.deepEqual(
      session
        .judgeStack(deployed)
        .filter(({ rule }) => rule === "test/sight")
        .map(({ message }) => message),
      ['["input",true,"output"]', '["output",false,"output"]'],
    );
  });

  it("POL-40 reports the line of the program that the nearest component gives", () => {
    const component = resource("demo:index:C", {
      zeroTrust: { source: { file: "a.ts", line: 3 } },
    });
    const child = resource(
      "aws:iam/rolePolicy:RolePolicy",
      { policy: document({ Action: "*" }) },
      { parent: component },
    );
    const [finding] = judge([wildcardAction], component, child);
    assert.deepEqual(finding?.source, { file: "a.ts", line: 3 });
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

const judgeAll = (resources: readonly StackResource[]) => {
  const session = sessionOf(catalog);
  return [
    ...resources.flatMap((each) => session.judgeResource(each)),
    ...session.judgeStack(resources),
  ];
};

describe("the whole catalog", () => {
  it("POL-25 throws on no input, however hostile", () => {
    const anyResource = fc
      .tuple(fc.constantFrom(...types), fc.dictionary(key, value, { maxKeys: 8 }))
      .map(([type, properties]) => resource(type, properties));
    fc.assert(
      fc.property(fc.array(anyResource, { maxLength: 6 }), (resources) => {
        assert.deepEqual(
          judgeAll(resources).filter(({ rule }) => rule === "pack/rule-crash"),
          [],
        );
      }),
      { numRuns: 500 },
    );
  });

  it("POL-456 judges very long patterns, deep nesting and very many statements", () => {
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
    const deep = policy(`${'{"Statement":'.repeat(20_000)}1${"}".repeat(20_000)}`);
    const rulesFor = (subject: StackResource) =>
      new Set(judge(catalog, subject).map(({ rule }) => rule));
    assert.ok(rulesFor(long).has("iam/wildcard-action"));
    assert.equal(
      judge(catalog, many).filter(({ rule }) => rule === "iam/wildcard-resource").length,
      6000,
    );
    assert.ok(rulesFor(deep).has("iam/malformed"));
    for (const subject of [long, many, deep]) assert.ok(!rulesFor(subject).has("pack/rule-crash"));
  });

  it("POL-456 reads prototype keys as data and broken text as malformed", () => {
    const polluted = policy(
      '{"__proto__":{"Effect":"Deny"},"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
    );
    assert.ok(judge(catalog, polluted).some(({ rule }) => rule === "iam/wildcard-action"));
    for (const text of ["", "null", "[]", '"text"', "{", "\u0000\ud800", "{}", "1"]) {
      const rules = judge(catalog, policy(text)).map(({ rule }) => rule);
      assert.ok(rules.includes("iam/malformed"), JSON.stringify(text));
    }
  });

  it("never lets an unknown value turn a violation into a pass", () => {
    const known = policy(document({ Action: "*", Resource: "*" }));
    const hidden = policy(unknown);
    const violated = (each: StackResource) =>
      new Set(judge([wildcardAction], each).map(({ rule }) => rule));
    assert.deepEqual(violated(hidden), violated(known));
  });

  it("finds the same whatever the order of resources", () => {
    const vpc = resource("aws:ec2/vpc:Vpc", {});
    const bucket = resource("aws:s3/bucket:Bucket", { bucket: "b" });
    const list = [vpc, bucket, open];
    const rules = (resources: readonly StackResource[]) =>
      judgeAll(resources)
        .map(({ rule, urn }) => `${rule} ${urn ?? ""}`)
        .sort();
    assert.deepEqual(rules(list), rules([...list].reverse()));
    assert.ok(rules(list).length > 3);
  });
});
