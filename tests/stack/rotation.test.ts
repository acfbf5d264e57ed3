import assert from "node:assert/strict";
import type { PreviewResult } from "../../preview/index";
import { withRotations } from "../plan/rotations";
import { ofType, previewStack } from "./support";

describe("rotation of a stack with databases and providers", () => {
  let result: PreviewResult;

  before(async () => {
    const services = JSON.stringify(withRotations.services);
    result = await previewStack("dev", { config: { "agent-runtime:services": services } });
  });

  it("SEC-76 begins when the function may be called and can reach what it needs", () => {
    const rotations = ofType(result.resources, "SecretRotation");
    assert.equal(rotations.length, 4);
    const before = [
      "VpcEndpoint",
      "SecurityGroupEgressRule",
      "SecurityGroupIngressRule",
      "NetworkAclRule",
      "NetworkAclAssociation",
      "LogGroup",
      "RolePolicy",
    ].flatMap((type) => ofType(result.resources, type));
    for (const { name, dependencies } of rotations) {
      for (const { name: needed, type, urn } of before) {
        assert.ok(dependencies.includes(urn), `${name} before ${type} ${needed}`);
      }
      for (const type of ["Permission", "SecretPolicy"]) {
        const own = ofType(result.resources, type).filter((resource) => resource.name === name);
        assert.equal(own.length, 1);
        assert.ok(dependencies.includes(own[0]?.urn ?? ""), `${name} before ${type}`);
      }
    }
  });

  it("SEC-81 holds no version of a secret, so that no value is in state", () => {
    assert.deepEqual(ofType(result.resources, "SecretVersion"), []);
    assert.ok(
      !JSON.stringify(result.resources.map(({ inputs }) => inputs)).includes("secretString"),
    );
  });

  it("SEC-78 is held against one rule, about network interfaces, which AWS lets nobody name", () => {
    const mandatory = result.findings.filter(({ level }) => level === "mandatory");
    assert.deepEqual(
      [...new Set(mandatory.map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1) ?? ""}`))],
      ["iam/wildcard-resource identity-orbit-rotation"],
    );
  });
});
