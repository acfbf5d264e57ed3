import assert from "node:assert/strict";
import {
  CreateRoleCommand,
  type GetServiceLastAccessedDetailsCommandOutput,
  IAMClient,
} from "@aws-sdk/client-iam";
import { roleUse } from "../../../lambdas/review-access/role-use";
import { needsMoto } from "../../support/moto";
import { startAws } from "./aws";

/** A client that gets one answer after the other. */
function answered(answers: readonly Partial<GetServiceLastAccessedDetailsCommandOutput>[]) {
  const client = new IAMClient({ region: "us-east-1" });
  let place = 0;
  client.middlewareStack.add(
    () => () => Promise.resolve({ output: { $metadata: {}, ...answers[place++] }, response: {} }),
    { step: "initialize" },
  );
  return roleUse(client);
}

describe("roleUse", () => {
  it("reads a role, and names one that is missing", async function () {
    needsMoto(this);
    const aws = await startAws();
    const client = new IAMClient(aws.options);
    try {
      const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
      await client.send(
        new CreateRoleCommand({
          RoleName: "orbit-task",
          Path: "/app/dev/",
          AssumeRolePolicyDocument,
        }),
      );
      const { arn, lastUsedAt } = await roleUse(client).facts("orbit-task");
      assert.match(arn, /:role\/app\/dev\/orbit-task$/);
      assert.equal(lastUsedAt, undefined);
      await assert.rejects(roleUse(client).facts("nobody"), { name: "NoSuchEntityException" });
    } finally {
      client.destroy();
      await aws.stop();
    }
  });

  const service = (ServiceNamespace: string, LastAuthenticated?: Date) => ({
    ServiceName: ServiceNamespace,
    ServiceNamespace,
    ...(LastAuthenticated !== undefined && { LastAuthenticated }),
  });

  it("A4 reads every page of services", async () => {
    const used = new Date("2026-11-01T00:00:00Z");
    const roles = answered([
      {
        JobStatus: "COMPLETED",
        IsTruncated: true,
        Marker: "2",
        ServicesLastAccessed: [service("kms", used)],
      },
      { JobStatus: "COMPLETED", ServicesLastAccessed: [service("s3")] },
    ]);
    assert.deepEqual(await roles.services("job"), [
      { namespace: "kms", lastUsedAt: used.getTime() },
      { namespace: "s3", lastUsedAt: undefined },
    ]);
  });

  it("A4 tells a job that runs from one that failed", async () => {
    assert.equal(await answered([{ JobStatus: "IN_PROGRESS" }]).services("job"), undefined);
    await assert.rejects(answered([{ JobStatus: "FAILED" }]).services("job"), /failed/);
  });

  it("A3 reads no pages without end", async () => {
    const endless = Array.from({ length: 50 }, () => ({
      JobStatus: "COMPLETED" as const,
      IsTruncated: true,
      Marker: "next",
    }));
    await assert.rejects(answered(endless).services("job"), /more pages/);
  });
});
