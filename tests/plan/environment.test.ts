import assert from "node:assert/strict";
import { partitionOf } from "../../plan/environment";

const partitions: Readonly<Record<string, string>> = {
  "us-east-1": "aws",
  "eu-central-1": "aws",
  "cn-north-1": "aws-cn",
  "us-gov-west-1": "aws-us-gov",
  "us-iso-east-1": "aws-iso",
  "us-isob-east-1": "aws-iso-b",
  "eu-isoe-west-1": "aws-iso-e",
  "us-isof-south-1": "aws-iso-f",
  "eusc-de-east-1": "aws-eusc",
};

describe("partitionOf", () => {
  for (const [region, partition] of Object.entries(partitions)) {
    it(`puts ${region} into ${partition}`, () => {
      assert.equal(partitionOf(region), partition);
    });
  }
});
