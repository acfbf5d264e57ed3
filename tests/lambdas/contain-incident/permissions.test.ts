import assert from "node:assert/strict";
import { IAMClient } from "@aws-sdk/client-iam";
import { ResourceNotFoundException, VPCLatticeClient } from "@aws-sdk/client-vpc-lattice";
import { awsPermissions } from "../../../lambdas/contain-incident/permissions";

/** Permissions whose client of VPC Lattice gives one answer. */
function permissionsWith(answer: Readonly<Record<string, unknown>> | Error) {
  const sent: unknown[] = [];
  const lattice = new VPCLatticeClient({ region: "us-east-1" });
  lattice.middlewareStack.add(
    (_next, { commandName = "" }) =>
      ({ input }) => {
        sent.push([commandName, input]);
        if (answer instanceof Error) return Promise.reject(answer);
        return Promise.resolve({ output: { $metadata: {}, ...answer }, response: {} });
      },
    { step: "initialize", priority: "high" },
  );
  return { permissions: awsPermissions(new IAMClient({ region: "us-east-1" }), lattice), sent };
}

describe("awsPermissions", () => {
  it("reads and puts the auth policy of a Lattice service", async () => {
    const { permissions, sent } = permissionsWith({ policy: "{}" });
    assert.equal(await permissions.readAuthPolicy("svc-1"), "{}");
    await permissions.putAuthPolicy("svc-1", '{"Statement":[]}');
    assert.deepEqual(sent, [
      ["GetAuthPolicyCommand", { resourceIdentifier: "svc-1" }],
      ["PutAuthPolicyCommand", { resourceIdentifier: "svc-1", policy: '{"Statement":[]}' }],
    ]);
  });

  it("takes no policy, and a service that has none, as none", async () => {
    const missing = new ResourceNotFoundException({
      message: "none",
      resourceId: "svc-1",
      resourceType: "AUTH_POLICY",
      $metadata: {},
    });
    for (const answer of [{}, { policy: "" }, missing]) {
      assert.equal(await permissionsWith(answer).permissions.readAuthPolicy("svc-1"), undefined);
    }
    const refused = permissionsWith(new Error("AccessDenied")).permissions.readAuthPolicy("svc-1");
    await assert.rejects(refused);
  });
});
