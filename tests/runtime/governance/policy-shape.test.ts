import assert from "node:assert/strict";
import type { PolicyJson } from "@cedar-policy/cedar-wasm/nodejs";
import { loadCedar } from "../../../runtime/governance/cedar-module";
import { conjunctsOf, shapeOf } from "../../../runtime/governance/policy-shape";

const cedar = loadCedar();

function parse(clauses: string): PolicyJson {
  const answer = cedar.policyToJson(`permit(principal, action, resource) ${clauses};`);
  assert.equal(answer.type, "success");
  return answer.json;
}

const when = (condition: string) => parse(`when { ${condition} }`);
const repeated = (count: number, text: string) => Array.from({ length: count }, () => text);

describe("shapeOf", () => {
  for (const [condition, shape] of [
    ["true", { depth: 0, chain: 1, nesting: 0 }],
    ["1 == 2", { depth: 1, chain: 2, nesting: 1 }],
    ["context.a == resource.a", { depth: 2, chain: 2, nesting: 2 }],
    ["true || false || true || false", { depth: 1, chain: 4, nesting: 3 }],
    ["(true || false) || (true || false)", { depth: 1, chain: 4, nesting: 2 }],
    ["true && (false || (true && false))", { depth: 3, chain: 2, nesting: 3 }],
    ["context.a.b.c.d", { depth: 1, chain: 5, nesting: 4 }],
    ["if true then 1 == 1 else if true then true else false", { depth: 2, chain: 3, nesting: 2 }],
    ['context has a.b || context.a like "x*"', { depth: 3, chain: 2, nesting: 3 }],
    ["[1, [2, 1 + 1 + 1]].contains(1)", { depth: 3, chain: 3, nesting: 5 }],
    ["{ left: 1, other: 1 + 1 } == { x: 2 }", { depth: 3, chain: 2, nesting: 3 }],
    ['principal is Service in Service::"a" && !true', { depth: 2, chain: 2, nesting: 2 }],
    ['ip(context.a).isInRange(ip("10.0.0.0/8"))', { depth: 3, chain: 2, nesting: 3 }],
  ] as const) {
    it(`measures ${condition}`, () => {
      assert.deepEqual(shapeOf(when(condition)), shape);
    });
  }

  it("takes clauses for a chain", () => {
    const clauses = repeated(101, "unless { false }").join(" ");
    assert.equal(shapeOf(parse(clauses)).chain, 101);
  });

  it("counts the operators of chains inside chains, which are neither deep nor long", () => {
    let condition = "true";
    for (let level = 0; level < 4; level += 1) {
      condition = `(${repeated(60, "false").join(" || ")} || (${condition}))`;
      condition = `(${repeated(60, "true").join(" && ")} && (${condition}))`;
    }
    const { depth, chain } = shapeOf(when(condition));
    assert.deepEqual({ depth, chain }, { depth: 8, chain: 61 });
  });

  it("measures 100,000 operators without running out of stack", () => {
    let body: PolicyJson["conditions"][number]["body"] = { Value: true };
    for (let term = 0; term < 100_000; term += 1) body = { "!": { arg: body } };
    const policy = { ...when("true"), conditions: [{ kind: "when" as const, body }] };
    assert.deepEqual(shapeOf(policy), { depth: 1, chain: 100_001, nesting: 100_000 });
  });
});

describe("conjunctsOf", () => {
  const count = (condition: string) => {
    const [clause] = when(condition).conditions;
    return clause === undefined ? -1 : conjunctsOf(clause.body).length;
  };

  it("splits at && alone, and only at the top", () => {
    assert.equal(count("true"), 1);
    assert.equal(count("true && false && true"), 3);
    assert.equal(count("true && (false && true)"), 3);
    assert.equal(count("true || (false && true)"), 1);
    assert.equal(count("!(true && false) && (true || false)"), 2);
  });

  it("keeps the order of the text", () => {
    const [clause] = when("1 == 1 && 2 == 2 && 3 == 3").conditions;
    const numbers = clause === undefined ? [] : conjunctsOf(clause.body);
    assert.deepEqual(
      numbers.map((term) => /\d/.exec(JSON.stringify(term))?.[0]),
      ["1", "2", "3"],
    );
  });
});
