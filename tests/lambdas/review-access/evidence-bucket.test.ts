import assert from "node:assert/strict";
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { evidenceBucket } from "../../../lambdas/review-access/evidence-bucket";
import { needsMoto } from "../../support/moto";
import { startAws } from "./aws";

describe("evidenceBucket", () => {
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
    const bucket = evidenceBucket(client, "evidence");
    const key = "reviews/2026-W47/report.json";
    assert.deepEqual(await bucket.list("reviews/2026-W47/"), []);
    assert.equal(await bucket.keep(key, '{"first":"ü"}', "application/json"), true);
    assert.equal(await bucket.keep(key, '{"second":true}', "application/json"), false);
    assert.equal(await bucket.read(key), '{"first":"ü"}');
    await bucket.keep("reviews/2026-W46/report.json", "{}", "application/json");
    assert.deepEqual(await bucket.list("reviews/2026-W47/"), [key]);
  });

  it("says that it could not, where there is no bucket", async () => {
    assert.ok(client);
    const bucket = evidenceBucket(client, "nowhere");
    await assert.rejects(bucket.keep("key", "{}", "application/json"), { name: "NoSuchBucket" });
    await assert.rejects(bucket.list("reviews/"), { name: "NoSuchBucket" });
  });
});
