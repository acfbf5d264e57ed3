import assert from "node:assert/strict";
import { ownershipIn } from "../../../policy-pack/contract/ownership";
import { contractIn } from "../../../policy-pack/contract/read";
import { declaredDocuments } from "../../../policy-pack/engine/contract";
import { stackOf } from "../../../policy-pack/engine/stack";
import type { Properties } from "../../../policy-pack/engine/value";
import { resource } from "../../support/policy-pack/resources";

const key = resource("aws:kms/key:Key", {}, { name: "orbit" });
const alias = resource("aws:kms/alias:Alias", {}, { name: "orbit" });
const role = resource("aws:iam/role:Role", { name: "orbit-task" }, { name: "orbit" });
const stack = stackOf([key, alias, role]);

const ownership = (members: Properties) => {
  const contract = contractIn("urn", { zeroTrust: { contract: 1, members } });
  return ownershipIn(stack, declaredDocuments(contract === undefined ? [] : [contract]));
};

describe("ownershipIn", () => {
  it("resolves members by logical name and kind, physical name, and URN", () => {
    for (const members of [
      { roles: ["orbit"] },
      { roles: ["orbit-task"] },
      { roles: [role.urn] },
      { resources: [role.urn] },
    ]) {
      const { resourcesOf, ownersOf, missing } = ownership({ orbit: members });
      assert.deepEqual(resourcesOf("orbit"), [role]);
      assert.deepEqual(ownersOf(role), ["orbit"]);
      assert.deepEqual(ownersOf(key), []);
      assert.deepEqual(missing, []);
    }
  });

  it("takes any kind of resource where no kind is named", () => {
    assert.deepEqual(ownership({ orbit: { resources: ["orbit"] } }).resourcesOf("orbit"), [
      key,
      alias,
      role,
    ]);
  });

  it("lets services share a resource by declaration, and lists them sorted", () => {
    const shared = ownership({ orbit: { keys: ["orbit"] }, axon: { keys: ["orbit"] } });
    assert.deepEqual(shared.ownersOf(key), ["axon", "orbit"]);
    assert.deepEqual(shared.services, ["axon", "orbit"]);
  });

  it("says which members name nothing, and nothing of the wrong kind", () => {
    const { missing, resourcesOf } = ownership({ orbit: { roles: ["none"], secrets: [key.urn] } });
    assert.deepEqual(
      missing.map(({ name }) => name),
      ["none", key.urn],
    );
    assert.deepEqual(resourcesOf("orbit"), []);
  });

  it("computes again for other declarations about the same stack", () => {
    assert.deepEqual(ownership({ orbit: { keys: ["orbit"] } }).ownersOf(key), ["orbit"]);
    assert.deepEqual(ownership({ axon: { keys: ["orbit"] } }).ownersOf(key), ["axon"]);
  });
});
