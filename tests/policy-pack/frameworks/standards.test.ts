import assert from "node:assert/strict";
import { catalog } from "../../../policy-pack/catalog";
import { cisRules } from "../../../policy-pack/frameworks/cis-aws";
import { familyFrameworks } from "../../../policy-pack/frameworks/frameworks";
import { mapDate, mapVersion, standards } from "../../../policy-pack/frameworks/standards";

const controlsOf = (key: string) => standards.find((standard) => standard.key === key)?.controls;

describe("standards", () => {
  it("list every id once", () => {
    for (const { title, controls } of standards) {
      assert.equal(new Set(controls).size, controls.length, title);
    }
  });

  // Counts of the publications: controls in force and recommendations.
  it("are complete", () => {
    const counts = standards.map(({ key, controls }) => [key, controls.length]);
    assert.deepEqual(Object.fromEntries(counts), {
      nist80053: 1010,
      nist800207: 7,
      pciDss: 280,
      cis: 70,
    });
  });

  it("know enhancements, and leave out what was withdrawn", () => {
    const nist = controlsOf("nist80053") ?? [];
    for (const id of ["AC-6(10)", "SC-7(5)", "AU-11", "SR-12"]) assert.ok(nist.includes(id), id);
    for (const id of ["AC-3(1)", "SC-9", "SC-7(6)", "IA-5(4)"]) assert.ok(!nist.includes(id), id);
  });

  it("know requirements of the third and fourth level", () => {
    const pci = controlsOf("pciDss") ?? [];
    for (const id of ["1.2.1", "8.3.10.1", "10.2.1.7", "A1.1.4"]) assert.ok(pci.includes(id), id);
    for (const id of ["1.2.9", "10.5.2", "13.1.1"]) assert.ok(!pci.includes(id), id);
  });

  it("POL-411 number CIS recommendations as 7.0 does, where administrators' policies are 2.14 and not 1.16", () => {
    const cis = standards.find(({ key }) => key === "cis");
    const rule = (id: string) => ({ id, frameworks: familyFrameworks.iam });
    assert.deepEqual(cis?.idsOf(rule("iam/wildcard-action")), ["2.14"]);
    assert.ok(!cis.controls.includes("1.16"));
    assert.deepEqual(cis.controls.slice(0, 7), [
      "2.1.1",
      "2.1.2",
      "2.1.3",
      "2.1.4",
      "2.1.5",
      "2.1.6",
      "2.2",
    ]);
  });

  it("count a topic alone for no recommendation", () => {
    const cis = standards.find(({ key }) => key === "cis");
    for (const id of ["iam/old-version", "constructor"]) {
      assert.deepEqual(cis?.idsOf({ id, frameworks: familyFrameworks.iam }), []);
    }
  });

  it("map recommendations only to rules that exist", () => {
    const ids = catalog.map(({ id }) => id);
    assert.deepEqual(
      Object.keys(cisRules).filter((id) => !ids.includes(id)),
      [],
    );
  });

  it("POL-410 carry version and date of the map", () => {
    assert.match(mapVersion, /^\d+\.\d+\.\d+$/);
    assert.match(mapDate, /^\d{4}-\d{2}-\d{2}$/);
  });
});
