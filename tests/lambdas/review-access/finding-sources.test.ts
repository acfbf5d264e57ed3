import assert from "node:assert/strict";
import { findingSources } from "../../../lambdas/review-access/finding-sources";
import type { JsonRequest } from "../../../lambdas/review-access/signed-json";

const analyzerArn = "arn:aws:access-analyzer:us-east-1:111122223333:analyzer/unused";

function answering(answers: readonly unknown[]) {
  const asked: JsonRequest[] = [];
  const ask = (request: JsonRequest) => {
    asked.push(request);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  return { asked, sources: findingSources(ask) };
}

const unused = (count: number, nextToken?: string) => ({
  findings: Array.from({ length: count }, (_, index) => ({
    id: String(index),
    resource: `arn:aws:iam::111122223333:role/${String(index)}`,
    findingType: "UnusedPermission",
    status: "ACTIVE",
    updatedAt: "2026-11-20T00:00:00Z",
  })),
  ...(nextToken !== undefined && { nextToken }),
});

describe("findingSources", () => {
  it("A4 follows pages of unused access, and asks for open findings of the given analyzer", async () => {
    const { asked, sources } = answering([unused(100, "next"), unused(5)]);
    const found = await sources.unusedAccess(analyzerArn, 1000);
    assert.deepEqual([found?.findings.length, found?.hasMore], [105, false]);
    assert.deepEqual(
      asked.map(({ path, body }) => [path, JSON.stringify(body).includes('"nextToken":"next"')]),
      [
        ["/findingv2", false],
        ["/findingv2", true],
      ],
    );
    assert.ok(asked.every(({ body }) => JSON.stringify(body).includes('"eq":["ACTIVE"]')));
  });

  it("A3 ends at its limit, and says that there are more", async () => {
    const { asked, sources } = answering([unused(100, "next")]);
    const found = await sources.unusedAccess(analyzerArn, 150);
    assert.deepEqual([found?.findings.length, found?.hasMore, asked.length], [150, true, 2]);
  });

  it("A3 follows no empty pages without end", async () => {
    const { asked, sources } = answering([unused(0, "next")]);
    const found = await sources.unusedAccess(analyzerArn, 100);
    assert.deepEqual([found?.hasMore, asked.length], [true, 2]);
  });

  it("A4 reads failed controls by id and severity", async () => {
    const finding = {
      Compliance: { Status: "FAILED", SecurityControlId: "S3.1" },
      GeneratorId: "g",
      Severity: { Label: "HIGH" },
      Resources: [{ Type: "AwsS3Bucket", Id: "arn:aws:s3:::bucket" }],
    };
    const found = await answering([{ Findings: [finding] }]).sources.failedControls(10);
    assert.deepEqual(found?.findings, [
      { resource: "arn:aws:s3:::bucket", type: "S3.1", detail: "HIGH", seenAt: undefined },
    ]);
  });

  it("A4 tells a Security Hub that is not enabled from one that refuses", async () => {
    const named = (name: string) => Object.assign(new Error("no"), { name });
    const off = answering([named("InvalidAccessException")]);
    assert.equal(await off.sources.failedControls(10), undefined);
    const denied = answering([named("AccessDeniedException")]);
    await assert.rejects(denied.sources.failedControls(10), { name: "AccessDeniedException" });
  });
});
