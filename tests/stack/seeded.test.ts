import assert from "node:assert/strict";
import path from "node:path";
import { catalog } from "../../policy-pack/catalog";
import type { PreviewResult } from "../../preview/index";
import { seeds } from "../fixtures/seeded/seeds";
import { previewStack, root } from "./support";

/** Rules about App Mesh, which the seeded stack does not use; tests/stack/app-mesh.test.ts seeds them. */
const seededElsewhere = ["mesh/app-mesh-tls", "mesh/app-mesh-ended"];

describe("the estate with seeded faults", () => {
  let result: PreviewResult;

  before(async () => {
    result = await previewStack("dev", { directory: path.join(root, "tests/fixtures/seeded") });
  });

  for (const { rule, type, name } of seeds) {
    it(`is caught by ${rule} at ${type} ${name}`, () => {
      const found = result.findings.filter(
        (finding) => finding.rule === rule && finding.urn.endsWith(`:${type}::${name}`),
      );
      assert.ok(found.length > 0, `${rule} did not report ${name}`);
      assert.ok(found.some(({ level, verdict }) => level === "mandatory" && verdict === "fail"));
    });
  }

  it("is refused", () => {
    assert.equal(result.exitCode, 1);
  });

  it("has a fault for every mandatory rule of the catalog", () => {
    const seeded = new Set([...seeds.map(({ rule }) => rule), ...seededElsewhere]);
    assert.deepEqual(
      catalog.map(({ id }) => id).filter((id) => !seeded.has(id)),
      [],
    );
  });

  it("is reported nowhere but at the seeds", () => {
    const planted = new Set(seeds.map(({ type, name }) => `${type}::${name}`));
    const strays = result.findings.filter(
      ({ urn, level }) =>
        level === "mandatory" && ![...planted].some((seed) => urn.endsWith(`:${seed}`)),
    );
    assert.deepEqual(
      strays.map(({ rule, urn }) => `${rule} ${urn}`),
      [],
    );
  });
});
