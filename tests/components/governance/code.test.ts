import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { governanceCode, signCode } from "../../../components/governance/code";
import { planSigning } from "../../../plan/governance/artefacts";
import { planContext } from "../../support/context";
import { type DeclaredResource, declaredBy, oneOf } from "../../support/mocks";

describe("governanceCode", () => {
  it("deploys code, the policy engine and the bundle together", async () => {
    const assets = await governanceCode("{}").assets;
    assert.deepEqual(Object.keys(assets), ["index.js", "node_modules", "bundle.json"]);
    const bundle = assets["bundle.json"];
    assert.ok(bundle instanceof pulumi.asset.StringAsset);
    assert.equal(await bundle.text, "{}");
  });

  it("says what to do when the function is not built", () => {
    assert.throws(() => governanceCode("{}", "/nowhere"), /run npm run build/);
  });
});

describe("signCode", () => {
  const plan = planSigning(planContext({ governance: { codeSigning: true } }));
  const code: Record<string, unknown> = {};
  let declared: readonly DeclaredResource[] = [];

  before(async () => {
    assert.ok(plan);
    declared = await declaredBy(() => {
      const parent = new pulumi.ComponentResource("test:Parent", "parent");
      const args = { plan, keyArn: "arn:key", bundleText: "{}", tags: { Stack: "dev" } };
      pulumi.output(signCode("governance", args, parent)).apply((known) => {
        Object.assign(code, known);
      });
    });
  });

  it("has Lambda refuse all code but what this profile signed", () => {
    const { inputs } = oneOf(
      declared,
      "aws:lambda/codeSigningConfig:CodeSigningConfig",
      "governance-signing",
    );
    assert.deepEqual(inputs["policies"], { untrustedArtifactOnDeployment: "Enforce" });
    assert.deepEqual(inputs["allowedPublishers"], {
      signingProfileVersionArns: ["governance-signing-version-arn"],
    });
  });

  it("signs the very version of the code that it stored, and deploys what was signed", () => {
    const { inputs } = oneOf(declared, "aws:signer/signingJob:SigningJob", "governance-code");
    assert.deepEqual(inputs["source"], {
      s3: {
        bucket: plan?.code.name,
        key: "governance/unsigned.zip",
        version: "governance-unsigned-version",
      },
    });
    assert.deepEqual(code, {
      s3Bucket: "signed-bucket",
      s3Key: "governance-code-signed",
      codeSigningConfigArn: "arn:aws:mock:us-east-1:111122223333:governance-signing",
    });
  });

  it("stores code only once the bucket is versioned, encrypted, closed and watched", () => {
    const { options } = oneOf(
      declared,
      "aws:s3/bucketObjectv2:BucketObjectv2",
      "governance-unsigned",
    );
    const kinds = options.dependsOn.map((dependency) => /:(\w+) /.exec(dependency)?.[1]);
    assert.deepEqual(kinds.sort(), [
      "BucketLifecycleConfiguration",
      "BucketLogging",
      "BucketOwnershipControls",
      "BucketPolicy",
      "BucketPublicAccessBlock",
      "BucketServerSideEncryptionConfiguration",
      "BucketVersioning",
    ]);
  });
});
