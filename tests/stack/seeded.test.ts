import assert from "node:assert/strict";
import path from "node:path";
import { catalog } from "../../policy-pack/catalog";
import type { PreviewResult } from "../../preview/index";
import { seeds } from "../fixtures/seeded/seeds";
import { previewStack, root } from "./support";

/** Families that need a whole path, a provider of its own or a type that the estate lacks; cases show them. */
const severalResources = ["reach", "provider", "coverage"];

/**
 * What else seeds break: the bucket's policy that one seed replaces is also its denial of plain HTTP; and a role that
 * lacks what its boundary allows would gain by the policy that containment may put into it.
 */
const consequences = ["Bucket::audit-bucket", "Policy::identity-containment-attached-1"];

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

  it("has a fault for every family of rules that one resource of the estate can break", () => {
    const family = (id: string) => id.split("/")[0];
    const seeded = new Set([...seeds.map(({ rule }) => family(rule)), ...severalResources]);
    assert.deepEqual(
      [...new Set(catalog.map(({ id }) => family(id)))].filter((each) => !seeded.has(each)),
      [],
    );
  });

  it("is reported nowhere but at the seeds", () => {
    const planted = new Set([
      ...seeds.map(({ type, name }) => `${type}::${name}`),
      ...consequences,
    ]);
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
