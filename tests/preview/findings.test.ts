import assert from "node:assert/strict";
import { renderFindings } from "../../preview/console/findings";
import type { Finding } from "../../preview/findings";
import { sortFindings, splitMessage } from "../../preview/findings";

const finding = (changes: Partial<Finding>): Finding => ({
  policyPack: "pack",
  rule: "a/rule",
  level: "mandatory",
  severity: "high",
  verdict: "fail",
  urn: "urn:pulumi:dev::p::a:b:C::thing",
  path: "/policy",
  message: "It is wrong.",
  why: "Because.",
  fix: "Correct it.",
  ...changes,
});

describe("splitMessage", () => {
  it("leaves a message of another pack as it is", () => {
    const text = "Two lines\nwithout any label";
    assert.deepEqual(splitMessage(text), { message: text, labels: {} });
  });
});

describe("sortFindings", () => {
  it("orders by rule, resource and path, whatever came first", () => {
    const list = [
      finding({ rule: "b/rule" }),
      finding({ path: "/z" }),
      finding({ urn: "urn:a" }),
      finding({}),
    ];
    const sorted = sortFindings(list);
    assert.deepEqual(sortFindings([...list].reverse()), sorted);
    assert.deepEqual(
      sorted.map(({ rule, urn, path }) => [rule, urn.slice(-5), path]),
      [
        ["a/rule", "urn:a", "/policy"],
        ["a/rule", "thing", "/policy"],
        ["a/rule", "thing", "/z"],
        ["b/rule", "thing", "/policy"],
      ],
    );
  });
});

describe("renderFindings", () => {
  const text = (...findings: readonly Finding[]) => renderFindings(findings).join("\n");

  it("groups by rule, mandatory rules first, with resource, path, why and fix", () => {
    const shown = text(
      finding({ rule: "a/advice", level: "advisory" }),
      finding({ rule: "z/must" }),
    );
    assert.ok(shown.indexOf("z/must") < shown.indexOf("a/advice"));
    for (const part of ["thing /policy", "It is wrong.", "why: Because.", "fix: Correct it."]) {
      assert.ok(shown.includes(part), part);
    }
  });

  it("marks what could not be decided", () => {
    assert.match(text(finding({ verdict: "undecided" })), /undecided: It is wrong/);
  });

  it("gives each finding its own fix where fixes differ", () => {
    const shown = text(finding({ fix: "First." }), finding({ fix: "Second." }));
    assert.match(shown, /fix: First\.[\s\S]*fix: Second\./);
  });
});
