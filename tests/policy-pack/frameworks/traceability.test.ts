import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import type { RuleMetadata } from "../../../policy-pack/engine/rule";
import { familyFrameworks } from "../../../policy-pack/frameworks/frameworks";
import { mappingProblems, traceability } from "../../../policy-pack/frameworks/traceability";

type Example = Pick<RuleMetadata, "id" | "why" | "fix" | "frameworks">;

const rule = (changes: Partial<Example> = {}): Example => ({
  id: "iam/example",
  why: "It matters.",
  fix: "Correct it.",
  frameworks: familyFrameworks.iam,
  ...changes,
});

describe("mappingProblems", () => {
  it("POL-410 finds nothing wrong with any rule of the catalogue", () => {
    assert.deepEqual(mappingProblems(catalog), []);
  });

  it("POL-410 finds an id that is not in the standard's own list", () => {
    const frameworks = {
      nist80053: ["AC-3", "AC-3(1)"],
      nist800207: [8],
      pciDss: ["7.2.9"],
      cis: ["1.16"],
    };
    assert.deepEqual(mappingProblems([rule({ frameworks })]), [
      "iam/example: AC-3(1) is not in NIST SP 800-53 revision 5.",
      "iam/example: 8 is not in NIST SP 800-207 tenets 2020-08.",
      "iam/example: 7.2.9 is not in PCI DSS 4.0.",
      "iam/example: 1.16 is no topic of frameworks/cis-aws.ts.",
    ]);
  });

  it("finds a rule without why, without fix and without mapping", () => {
    const frameworks = { nist80053: [], nist800207: [], pciDss: [], cis: [] };
    assert.deepEqual(mappingProblems([rule({ why: "TODO", fix: "", frameworks })]), [
      "iam/example does not say why it matters.",
      "iam/example does not say what to do.",
      "iam/example supports no control.",
    ]);
  });

  it("POL-411 accepts every family's controls of the table", () => {
    for (const [family, frameworks] of Object.entries(familyFrameworks)) {
      assert.deepEqual(mappingProblems([rule({ id: family, frameworks })]), []);
    }
  });
});

describe("traceability", () => {
  it("POL-410 lists controls with their rules in the standard's order, and the others as gaps", () => {
    const frameworks = { nist80053: ["SC-7", "AC-3"], nist800207: [2], pciDss: [], cis: [] };
    const [nist, tenets, pci] = traceability([
      rule({ id: "net/b", frameworks }),
      rule({ id: "net/a", frameworks: { ...frameworks, nist80053: ["AC-3"] } }),
    ]);
    assert.deepEqual(nist?.covered, [
      { control: "AC-3", rules: ["net/a", "net/b"] },
      { control: "SC-7", rules: ["net/b"] },
    ]);
    assert.deepEqual(tenets?.gaps, ["1", "3", "4", "5", "6", "7"]);
    assert.deepEqual(pci?.covered, []);
    assert.ok(nist.gaps.includes("AC-4") && !nist.gaps.includes("AC-3"));
  });

  it("counts every control either as covered or as a gap", () => {
    for (const { title, covered, gaps } of traceability(catalog)) {
      const all = [...covered.map(({ control }) => control), ...gaps];
      assert.equal(new Set(all).size, all.length, title);
    }
  });
});
