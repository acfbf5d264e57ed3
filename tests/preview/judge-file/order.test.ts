import assert from "node:assert/strict";
import fc from "fast-check";
import { type GraphResource, noOptions } from "../../../preview/graph";
import { generations } from "../../../preview/judge-file/order";

const resource = (name: string, parent?: string, type = "t"): GraphResource => ({
  urn: name,
  type,
  name,
  custom: true,
  parent,
  provider: undefined,
  inputs: {},
  outputs: {},
  dependencies: [],
  propertyDependencies: {},
  options: noOptions,
  read: false,
});

const names = (resources: readonly GraphResource[]) =>
  generations(resources).map((group) => group.map(({ name }) => name));

describe("generations", () => {
  it("begins with the stack, then providers, then parents before children", () => {
    const resources = [
      resource("grandchild", "child"),
      resource("child", "root"),
      resource("provider", undefined, "pulumi:providers:aws"),
      resource("sibling", "root"),
      resource("root", undefined, "pulumi:pulumi:Stack"),
    ];
    assert.deepEqual(names(resources), [
      ["root"],
      ["provider"],
      ["child", "sibling"],
      ["grandchild"],
    ]);
  });

  it("takes a parent that the file does not hold for none", () => {
    assert.deepEqual(names([resource("a", "gone"), resource("b")]), [["a", "b"]]);
  });

  it("ends, and loses nothing, where parents form a cycle", () => {
    const flat = names([resource("a", "b"), resource("b", "a"), resource("c", "c")]).flat();
    assert.deepEqual([...flat].sort(), ["a", "b", "c"]);
  });

  it("puts every resource of any tree into one group after its parent's", () => {
    const trees = fc
      .array(fc.nat(), { maxLength: 30 })
      .map((picks) =>
        picks.map((pick, at) => resource(String(at), at === 0 ? undefined : String(pick % at))),
      );
    fc.assert(
      fc.property(trees, (tree) => {
        const groups = names([...tree].reverse());
        const groupOf = new Map(groups.flatMap((group, at) => group.map((name) => [name, at])));
        assert.equal(groupOf.size, tree.length);
        for (const { name, parent } of tree) {
          if (parent === undefined) continue;
          assert.ok((groupOf.get(parent) ?? 0) < (groupOf.get(name) ?? 0));
        }
      }),
    );
  });
});
