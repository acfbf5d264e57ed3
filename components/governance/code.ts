import path from "node:path";
import * as lambda from "@pulumi/aws/lambda";
import * as s3 from "@pulumi/aws/s3";
import * as signer from "@pulumi/aws/signer";
import * as pulumi from "@pulumi/pulumi";
import type { SigningPlan } from "../../plan/governance/artefacts";
import type { Tags } from "../../plan/tags";
import { builtFolder, builtProgram } from "../built-function";
import { createArtefactBucket } from "./artefact-bucket";

/** The arguments of a function that say where its code is, and who must have signed it. */
export type CodeArgs = Pick<
  lambda.FunctionArgs,
  "code" | "s3Bucket" | "s3Key" | "codeSigningConfigArn"
>;

/** What signed code is made from. */
export interface SignedCodeArgs {
  /** Profile and bucket. */
  readonly plan: SigningPlan;
  /** Key that encrypts the bucket. */
  readonly keyArn: pulumi.Input<string>;
  /** Policies beside the code. */
  readonly bundleText: string;
  /** Tags. */
  readonly tags: Tags;
}

/**
 * The built function with the policies it decides by beside it.
 * @param folder Folder that `npm run build` writes.
 * @throws when the function is not built.
 */
export function governanceCode(
  bundleText: string,
  folder = builtFolder("governance"),
): pulumi.asset.AssetArchive {
  return new pulumi.asset.AssetArchive({
    "index.js": builtProgram(folder, "governance"),
    node_modules: new pulumi.asset.FileArchive(path.join(folder, "node_modules")),
    "bundle.json": new pulumi.asset.StringAsset(bundleText),
  });
}

/** Declares bucket, profile and signature, and returns the signed code, beside which Lambda takes no other. */
export function signCode(name: string, args: SignedCodeArgs, parent: pulumi.Resource): CodeArgs {
  const { plan, bundleText, tags } = args;
  const profile = new signer.SigningProfile(
    `${name}-signing`,
    { name: plan.profile, platformId: plan.platform, tags },
    { parent },
  );
  const config = new lambda.CodeSigningConfig(
    `${name}-signing`,
    {
      description: "Code of governance",
      allowedPublishers: { signingProfileVersionArns: [profile.versionArn] },
      policies: { untrustedArtifactOnDeployment: "Enforce" },
      tags,
    },
    { parent },
  );
  const { bucket, settings } = createArtefactBucket(name, args, parent);
  const unsigned = new s3.BucketObjectv2(
    `${name}-unsigned`,
    {
      bucket: bucket.bucket,
      key: plan.unsignedKey,
      source: governanceCode(bundleText),
      tags,
    },
    { parent, dependsOn: [...settings] },
  );
  const job = new signer.SigningJob(
    `${name}-code`,
    {
      profileName: profile.name,
      source: {
        s3: {
          bucket: bucket.bucket,
          key: unsigned.key,
          version: unsigned.versionId,
        },
      },
      destination: { s3: { bucket: bucket.bucket, prefix: plan.signedPrefix } },
    },
    { parent },
  );
  const signed = (part: "bucket" | "key") =>
    job.signedObjects.apply((objects) => objects[0]?.s3s[0]?.[part] ?? "");
  return { s3Bucket: signed("bucket"), s3Key: signed("key"), codeSigningConfigArn: config.arn };
}
