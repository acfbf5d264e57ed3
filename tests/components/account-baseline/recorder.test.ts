import assert from "node:assert/strict";
import { ComponentResource } from "@pulumi/pulumi";
import { createRecorder } from "../../../components/account-baseline/recorder";
import { planRecorder } from "../../../plan/account-baseline/recorder";
import { planContext } from "../../support/context";
import { declaredBy, oneOf } from "../../support/mocks";

const keyArn = "arn:aws:kms:us-east-1:111122223333:key/trail";
const recorderType = "aws:cfg/recorder:Recorder";
const channelType = "aws:cfg/deliveryChannel:DeliveryChannel";
const statusType = "aws:cfg/recorderStatus:RecorderStatus";
const name = "baseline-configuration";

const declare = () =>
  declaredBy(() => {
    const context = planContext({ environment: "prod", accountBaseline: "owner" });
    const parent = new ComponentResource("test:index:Parent", "parent");
    const args = { recorder: planRecorder(context), keyArn, tags: context.tags };
    createRecorder("baseline", args, parent);
  });

describe("createRecorder", () => {
  it("LOG-93 makes the channel after the recorder, and starts the recorder after the channel", async () => {
    const declared = await declare();
    const channel = oneOf(declared, channelType, name);
    const status = oneOf(declared, statusType, name);
    assert.ok(channel.options.dependsOn.includes(`${recorderType} ${name}`));
    assert.ok(status.options.dependsOn.includes(`${channelType} ${name}`));
    assert.equal(status.inputs["isEnabled"], true);
    const recorder = oneOf(declared, recorderType, name);
    assert.equal(status.inputs["name"], recorder.inputs["name"]);
  });

  it("LOG-93 makes the channel once its bucket admits AWS Config, and is closed", async () => {
    const declared = await declare();
    const settings = declared.filter(
      ({ type, name: own }) => type.startsWith("aws:s3/bucket") && own === name,
    );
    const { dependsOn } = oneOf(declared, channelType, name).options;
    for (const { type } of settings.filter((setting) => !setting.type.endsWith(":Bucket"))) {
      assert.ok(dependsOn.includes(`${type} ${name}`), type);
    }
    assert.ok(settings.some(({ type }) => type.endsWith(":BucketPolicy")));
  });

  it("LOG-93 records every type, those of IAM included, by the role linked to AWS Config", async () => {
    const declared = await declare();
    const role = oneOf(declared, "aws:iam/serviceLinkedRole:ServiceLinkedRole", name);
    assert.equal(role.inputs["awsServiceName"], "config.amazonaws.com");
    const { inputs } = oneOf(declared, recorderType, name);
    assert.equal(inputs["roleArn"], `arn:aws:mock:us-east-1:111122223333:${name}`);
    assert.deepEqual(inputs["recordingGroup"], {
      allSupported: true,
      includeGlobalResourceTypes: true,
    });
  });

  it("LOG-93 delivers to an encrypted bucket without object lock, which AWS Config refuses", async () => {
    const declared = await declare();
    const bucket = oneOf(declared, "aws:s3/bucket:Bucket", name);
    assert.equal(bucket.inputs["objectLockEnabled"], undefined);
    assert.ok(!declared.some(({ type }) => type.endsWith(":BucketObjectLockConfiguration")));
    const channel = oneOf(declared, channelType, name);
    assert.deepEqual(
      [channel.inputs["s3BucketName"], channel.inputs["s3KmsKeyArn"]],
      [bucket.inputs["bucket"], keyArn],
    );
    assert.equal(bucket.options.protect, true);
  });
});
