import assert from "node:assert/strict";
import { contractIn } from "../../../policy-pack/contract/read";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import type { StackResource } from "../../../policy-pack/engine/rule";
import { resource } from "../../support/policy-pack/resources";

const declares = (sid: string, name: string) =>
  resource(
    "demo:index:Queue",
    {
      zeroTrust: {
        contract: 1,
        documents: [
          {
            id: sid,
            kind: "identity",
            target: "send",
            property: "policy",
            statements: [{ Sid: sid }],
          },
        ],
      },
    },
    { name },
  );
const first = declares("First", "first");
const second = declares("Second", "second");
const childOf = (parent: StackResource) =>
  resource("aws:iam/rolePolicy:RolePolicy", {}, { name: "send", parent });

const declared = (resources: readonly StackResource[], knowsParents: boolean) =>
  declaredDocuments(
    resources.flatMap(({ urn, properties }) => contractIn(urn, properties) ?? []),
    {
      parentOf: (urn) =>
        knowsParents ? resources.find((each) => each.urn === urn)?.parent : undefined,
      named: (name) => resources.filter((each) => each.name === name),
    },
  );
const sids = (resources: readonly StackResource[], child: StackResource, knowsParents = true) =>
  declared(resources, knowsParents).find(child, "policy")?.statements;

describe("declaredDocuments", () => {
  it("finds the declaration of the component above, by its parents", () => {
    const child = childOf(second);
    assert.deepEqual(sids([first, second, child], child), [{ Sid: "Second" }]);
    assert.equal(sids([first, child], child), undefined);
  });

  it("goes by the types in the URN where parents are not told, and then judges all that may be meant", () => {
    const child = childOf(second);
    assert.deepEqual(sids([first, second, child], child, false), [
      { Sid: "First" },
      { Sid: "Second" },
    ]);
  });

  it("finds nothing for another name, another property, or another type of component", () => {
    const child = childOf(first);
    const all = declared([first, child], true);
    assert.equal(all.find({ ...child, name: "receive" }, "policy"), undefined);
    assert.equal(all.find(child, "assumeRolePolicy"), undefined);
    assert.equal(all.find(childOf(resource("demo:index:Other", {})), "policy"), undefined);
  });

  it("ends at parents that go round in a circle", () => {
    const child = childOf(second);
    const circular = declaredDocuments([], { parentOf: () => child.urn, named: () => [] });
    assert.equal(circular.isBelow(child, first.urn), false);
  });

  it("POL-69 knows what a reference means by logical name and by URN", () => {
    const child = childOf(first);
    const all = declared([first, second, child], true);
    assert.deepEqual(all.referred("send"), [child]);
    assert.deepEqual(all.referred(second.urn), [second]);
    assert.deepEqual(all.referred(second.urn.replace("dev", "prod")), []);
    assert.deepEqual(all.referred("nothing"), []);
  });
});
