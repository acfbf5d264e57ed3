import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import { traceability } from "../../../policy-pack/frameworks/traceability";
import { frameworksPage } from "../../../tools/docs/frameworks";

describe("frameworksPage", () => {
  it("POL-410 shows every control once, with its rules or as a gap", () => {
    const page = frameworksPage();
    for (const { title, version, covered, gaps } of traceability(catalog)) {
      const [, section = ""] = page.split(`\n## ${title} ${version}\n`);
      for (const { control } of covered) assert.ok(section.includes(`\n| ${control} | [`), control);
      if (gaps.length > 0) assert.ok(section.includes(`**Gaps** (no rule): ${gaps.join(", ")}.`));
    }
    assert.match(page, /## NIST SP 800-207 tenets 2020-08\n\n7 of 7 supported\.[^]*?No gaps\./);
  });

  it("POL-410 lists differences to an independent map, and says which one", () => {
    const page = frameworksPage();
    assert.match(page, /Compared with the compliance mappings of Prowler/);
    assert.match(
      page,
      /\| \[`kms\/rotation`\]\(policies\.md#kmsrotation\) \| NIST SP 800-53 \| SC-12 \|/,
    );
  });
});
