import assert from "node:assert/strict";
import { explain } from "../../../runtime/governance/explain";
import { explanationText } from "../../../runtime/governance/explain-text";
import { asked, bundleOf, chained, permit, reasoning, scopeOf } from "./cedar-fixtures";

const textOf = (orbit: Readonly<Record<string, string>>, question = asked()) =>
  explanationText(explain(bundleOf({ policies: { orbit } }), question));

const ban = `forbid(${scopeOf(reasoning)}) unless { context.delegationDepth > 0 };`;

describe("explanationText", () => {
  it("writes one line per policy and condition", () => {
    const sealing = permit({ principal: "orbit", action: "seal", resource: "vault:POST:/seal" });
    assert.equal(
      textOf({ own: permit(), sealing }, asked({}, { delegationDepth: 2 })),
      [
        "orbit -> reason -> axon:POST:/reason (POST /reason, delegation depth 2): refused, no permit applies and nothing forbids it",
        "  permit own: does not apply",
        "    when: NOT MET",
        "      true   context.method == resource.method",
        "      true   context.path == resource.path",
        "      false  context.delegationDepth <= 1",
        "  permit sealing: does not apply, it is about another action and resource",
      ].join("\n"),
    );
  });

  const verdicts: readonly (readonly [string, string, RegExp])[] = [
    ["a permit", textOf({ own: permit() }), /: permitted by own\n {2}permit own: applies\n/],
    ["a forbid", textOf({ ban }), /: forbidden by ban\n {2}forbid ban: applies\n {4}unless: met\n/],
    [
      "an error",
      textOf({ bad: `permit(${scopeOf(reasoning)}) when { context.x == 1 };` }),
      /: refused, policies err: bad\n {2}permit bad: errs\n {4}when: ERROR\n/,
    ],
    [
      "a policy that does not parse",
      textOf({ bad: "x" }),
      /bundle cannot be used\n {2}bad: cannot/,
    ],
    ["a trap", textOf({ poison: chained(400) }), /: refused, the engine broke down\n/],
    ["an unknown action", textOf({}, asked({ action: "fly" })), /does not know the action$/],
    [
      "a call that another principal may make",
      textOf({ own: permit() }, asked({ principal: "axon" })),
      /nothing forbids it\n {2}permitted to: orbit$/,
    ],
  ];
  for (const [what, text, expected] of verdicts) {
    it(`words ${what}`, () => {
      assert.match(text, expected);
    });
  }
});
