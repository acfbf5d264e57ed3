import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import type { Rule } from "../../../policy-pack/engine/rule";
import { policiesPage } from "../../../tools/docs/policies";
import { reportedRule } from "../../support/policy-pack/reports";

const rule = (changes: Parameters<typeof reportedRule>[0] = {}): Rule => ({
  ...reportedRule(changes),
  needs: "resource",
  check: () => [],
});

describe("policiesPage", () => {
  it("POL-33 has a row and a section for every rule of the catalogue", () => {
    const page = policiesPage();
    for (const { id, why, fix, decides, cannotDecide } of catalog) {
      assert.ok(page.includes(`| [\`${id}\`](policies.md#${id.replace("/", "")}) |`), id);
      const [, section = ""] = page.split(`\n## ${id}\n`);
      for (const text of [why, fix, decides, cannotDecide]) assert.ok(section.includes(text), id);
    }
  });

  it("shows params with type, default and strict value, and what strict makes mandatory", () => {
    const params = {
      maxDays: { type: "integer", description: "Days.", default: 30, minimum: 1, strict: 7 },
      allowed: { type: "array", description: "Names.", default: [] },
    } as const;
    const page = policiesPage([rule({ level: "advisory", strictLevel: "mandatory", params })]);
    assert.match(page, /\| `maxDays` \| integer, 1 or more \| `30` \| `7` \| Days\. \|/);
    assert.match(page, /\| `allowed` \| array \| `\[\]` \| the same \| Names\. \|/);
    assert.match(page, /\| critical \| advisory; mandatory in `strict` \| fail \|/);
  });

  it("sorts rules, and says which look at everything, at declarations, and cannot be waived", () => {
    const page = policiesPage([
      rule({ id: "b/any", applies: ["*"], isUnwaivable: true }),
      rule({ id: "a/declared", applies: [] }),
    ]);
    assert.ok(page.indexOf("## a/declared") < page.indexOf("## b/any"));
    assert.match(page, /Looks at:\*\* every resource\n- \*\*Since:\*\* 0\.1\.0; cannot be waived/);
    assert.match(page, /Looks at:\*\* what components declare\n- \*\*Since:\*\* 0\.1\.0\n/);
  });

  it("keeps an example with a backtick readable", () => {
    const page = policiesPage([rule({ examples: { pass: "a`b", fail: "c" } })]);
    assert.match(page, /Passes:\*\* `` a`b ``\n- \*\*Fails:\*\* `c`/);
  });
});
