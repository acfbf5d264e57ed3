import assert from "node:assert/strict";
import { namesFor } from "../../plan/naming";

const names = namesFor({
  project: "agent-runtime",
  stack: "prod",
  accountId: "111122223333",
  region: "us-gov-west-1",
  partition: "aws-us-gov",
});

describe("namesFor", () => {
  it("starts every name with project and stack, so that stacks can share an account", () => {
    assert.equal(names.prefix, "agent-runtime-prod");
    assert.equal(names.taskRole("orbit"), "agent-runtime-prod-orbit-task");
    assert.equal(names.accessRole("orbit", "axon"), "agent-runtime-prod-orbit-to-axon");
    assert.equal(names.secret("orbit", "token"), "agent-runtime/prod/orbit/token");
    assert.equal(names.logGroups.service("orbit"), "/agent-runtime/prod/orbit");
  });

  it("spells ARNs in the partition of the Region", () => {
    const account = "us-gov-west-1:111122223333";
    assert.deepEqual(
      [
        names.roleArn("role"),
        names.accountRootArn,
        names.bucketArn("bucket"),
        names.secretArn("orbit", "token"),
        names.logGroupArn("/group"),
        names.trailArn,
        names.alertTopicArn,
        names.repositoryArn("orbit"),
      ],
      [
        "arn:aws-us-gov:iam::111122223333:role/agent-runtime/prod/role",
        "arn:aws-us-gov:iam::111122223333:root",
        "arn:aws-us-gov:s3:::bucket",
        `arn:aws-us-gov:secretsmanager:${account}:secret:agent-runtime/prod/orbit/token-??????`,
        `arn:aws-us-gov:logs:${account}:log-group:/group`,
        `arn:aws-us-gov:cloudtrail:${account}:trail/agent-runtime-prod-trail`,
        `arn:aws-us-gov:sns:${account}:agent-runtime-prod-alerts`,
        `arn:aws-us-gov:ecr:${account}:repository/agent-runtime/orbit`,
      ],
    );
  });

  it("makes the bucket's name unique by account and Region", () => {
    assert.equal(names.trailBucket, "agent-runtime-prod-trail-111122223333-us-gov-west-1");
  });
});
