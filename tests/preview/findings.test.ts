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
  waived: "",
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

describe("labels of a message", () => {
  it("hold the terms of a waiver", () => {
    const { message, labels } = splitMessage(
      "It is wrong.\nwaived: until 2027-01-31\nwhy: Because.",
    );
    assert.deepEqual(
      [message, labels],
      ["It is wrong.", { waived: "until 2027-01-31", why: "Because." }],
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

  it("POL-45 keeps to one line for each finding, however long its message is", () => {
    const lines = renderFindings([
      finding({ message: "One\n  two" }),
      finding({ path: "", urn: "", message: "Three", level: "advisory", fix: "Other." }),
    ]);
    assert.deepEqual(lines, [
      "",
      "mandatory a/rule  high",
      "  why: Because.",
      "  thing /policy: One two fix: Correct it.",
      "  the stack: advisory: Three fix: Other.",
    ]);
  });

  it("shows a waived finding as waived, and not as advisory", () => {
    const waived = finding({ level: "advisory", waived: "until 2027-01-31 by ana", path: "" });
    assert.match(text(waived, finding({})), /thing: waived until 2027-01-31 by ana: It is wrong\./);
  });
});
