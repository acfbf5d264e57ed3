import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { createArtefactBucket } from "../../../components/governance/artefact-bucket";
import { planSigning } from "../../../plan/governance/artefacts";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, ofType, oneOf } from "../../support/mocks";

const plan = planSigning(planContext({ environment: "prod", governance: { codeSigning: true } }));

describe("createArtefactBucket", () => {
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    assert.ok(plan);
    declared = await declaredBy(() => {
      const parent = new pulumi.ComponentResource("test:Parent", "parent");
      createArtefactBucket("governance", { plan, keyArn: "arn:key", tags: {} }, parent);
    });
  });

  it("KMS-71 encrypts code with the given key, and access logs as S3 can deliver them", () => {
    const type =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const rulesOf = (name: string) => JSON.stringify(oneOf(declared, type, name).inputs["rules"]);
    assert.match(rulesOf("governance-code"), /"kmsMasterKeyId":"arn:key","sseAlgorithm":"aws:kms"/);
    assert.match(rulesOf("governance-code-access"), /"sseAlgorithm":"AES256"/);
  });

  it("records requests to the code in the other bucket, once that one is closed", () => {
    const { inputs, options } = oneOf(
      declared,
      "aws:s3/bucketLogging:BucketLogging",
      "governance-code",
    );
    assert.equal(inputs["bucket"], plan?.code.name);
    assert.equal(inputs["targetBucket"], plan?.accessLogs.name);
    assert.equal(options.dependsOn.length, 6);
  });

  it("opens neither to the public, and protects both", () => {
    const closed = ofType(declared, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    assert.equal(closed.length, 2);
    for (const { inputs } of closed) {
      const { bucket, ...blocks } = inputs;
      assert.ok(bucket);
      assert.deepEqual(Object.values(blocks), [true, true, true, true]);
    }
    for (const { options } of ofType(declared, "aws:s3/bucket:Bucket")) {
      assert.equal(options.protect, true);
    }
  });
});
