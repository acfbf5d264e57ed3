import assert from "node:assert/strict";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { createEvidenceBucket } from "../../../runtime/store/evidence-bucket";
import { startAws } from "../../lambdas/review-access/aws";
import { needsMoto } from "../../support/moto";

describe("createEvidenceBucket", () => {
  let aws: Awaited<ReturnType<typeof startAws>> | undefined;
  let client: S3Client | undefined;

  before(async function () {
    needsMoto(this);
    aws = await startAws();
    client = new S3Client({ ...aws.options, forcePathStyle: true });
    await client.send(new CreateBucketCommand({ Bucket: "evidence" }));
  });

  after(async () => {
    client?.destroy();
    await aws?.stop();
  });

  it("A1 keeps an object once, gives it back, and lists it below its prefix alone", async () => {
    assert.ok(client);
    const bucket = createEvidenceBucket(client, "evidence");
    const key = "reviews/2026-W47/report.json";
    assert.deepEqual(await bucket.list("reviews/2026-W47/"), []);
    assert.equal(await bucket.putOnce(key, '{"first":"ü"}', "application/json"), true);
    assert.equal(await bucket.putOnce(key, '{"second":true}', "application/json"), false);
    assert.equal(await bucket.read(key), '{"first":"ü"}');
    await bucket.putOnce("reviews/2026-W46/report.json", "{}", "application/json");
    assert.deepEqual(await bucket.list("reviews/2026-W47/"), [key]);
  });

  it("writes over an object where it may, and knows which there is none of", async () => {
    assert.ok(client);
    const bucket = createEvidenceBucket(client, "evidence");
    await bucket.put("incidents/report.json", "1", "application/json");
    await bucket.put("incidents/report.json", "2", "application/json");
    assert.equal(await bucket.read("incidents/report.json"), "2");
    assert.equal(await bucket.read("incidents/nothing.json"), undefined);
  });

  it("says that it could not, where there is no bucket", async () => {
    assert.ok(client);
    const bucket = createEvidenceBucket(client, "nowhere");
    await assert.rejects(bucket.putOnce("key", "{}", "application/json"), { name: "NoSuchBucket" });
    await assert.rejects(bucket.list("reviews/"), { name: "NoSuchBucket" });
  });
});
