import assert from "node:assert/strict";
import { type Evidence, resolveControls } from "../../../tools/controls/resolve";
import type { ControlRow } from "../../../tools/controls/row";

const evidence: Evidence = {
  resources: [
    { urn: "urn:b", type: "aws:sns/topic:Topic", name: "alerts-topic" },
    { urn: "urn:a", type: "aws:sns/topic:Topic", name: "other-topic" },
  ],
  rules: new Set(["audit/trail"]),
  tests: [
    { file: "tests/a.test.ts", title: "LOG-82 admits the trail" },
    { file: "tests/b.test.ts", title: "LOG-8 is another" },
    { file: "tests/c.test.ts", title: "secret/access-agreement" },
  ],
};
const row: ControlRow = {
  ...{ framework: "F", id: "1", title: "One" },
  resources: [{ type: "sns/topic:Topic" }],
  rules: ["audit/trail"],
  tests: ["LOG-8"],
};
const problemsOf = (changes: Partial<ControlRow>) =>
  resolveControls([{ ...row, ...changes }], evidence).problems;

describe("resolveControls", () => {
  it("looks resources and tests up, in a fixed order, and takes no id for a longer one", () => {
    const { rows, problems } = resolveControls([row], evidence);
    assert.deepEqual(problems, []);
    const [first] = rows;
    assert.ok(first);
    assert.deepEqual(
      first.resources.map(({ urn }) => urn),
      ["urn:a", "urn:b"],
    );
    assert.deepEqual(
      first.tests.map(({ file }) => file),
      ["tests/b.test.ts"],
    );
  });

  it("takes a rule's id for no longer one either", () => {
    assert.equal(problemsOf({ tests: ["secret/access"] }).length, 1);
  });

  const stale: readonly (readonly [string, Partial<ControlRow>, RegExp])[] = [
    ["a resource that is gone", { resources: [{ type: "sns/topic:Gone" }] }, /no resource of type/],
    [
      "a name that is gone",
      { resources: [{ type: "sns/topic:Topic", name: /^gone$/ }] },
      /is called \/\^gone\$\//,
    ],
    ["a rule that is gone", { rules: ["audit/gone"] }, /no rule audit\/gone/],
    ["a test that is gone", { tests: ["LOG-82", "LOG-99"] }, /no test begins with "LOG-99"/],
    ["nothing that shows it", { tests: [] }, /F 1: names no resource or rule with a test/],
  ];
  for (const [title, changes, message] of stale) {
    it(`finds a row with ${title}`, () => {
      assert.match(problemsOf(changes).join("\n"), message);
    });
  }

  it("asks for neither resource nor test where people do it", () => {
    const manual = { owner: "Security", cadence: "yearly", task: "Test." };
    assert.deepEqual(problemsOf({ resources: [], rules: [], tests: [], manual }), []);
  });

  it("finds a row that stands in the map twice", () => {
    assert.match(resolveControls([row, row], evidence).problems.join("\n"), /F 1: stands .* twice/);
  });
});
