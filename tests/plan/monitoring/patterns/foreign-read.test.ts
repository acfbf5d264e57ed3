import assert from "node:assert/strict";
import fc from "fast-check";
import { compileFilterPattern } from "../../../../detections/filter-pattern";
import { foreignRead } from "../../../../plan/monitoring/patterns/foreign-read";

const role = (name: string) => `arn:aws:iam::111122223333:role/agent-runtime/dev/${name}`;
const roleArns = ["task", "execution", "rotation"].map(role);
const { matchesEvent } = compileFilterPattern(
  foreignRead({ service: "orbit", namePrefix: "agent-runtime/dev/orbit/", roleArns }).pattern,
);

const read = (issuer: string | undefined, secretId: string) => ({
  eventSource: "secretsmanager.amazonaws.com",
  eventName: "GetSecretValue",
  requestParameters: { secretId },
  userIdentity:
    issuer === undefined
      ? { type: "Root", arn: "arn:aws:iam::111122223333:root" }
      : { type: "AssumedRole", sessionContext: { sessionIssuer: { arn: issuer } } },
});

const spellings = [
  "agent-runtime/dev/orbit/api-token",
  "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/api-token",
  "arn:aws:secretsmanager:us-east-1:111122223333:secret:agent-runtime/dev/orbit/api-token-AbCdEf",
];

describe("foreignRead", () => {
  it("is silent while the readers read, however they name the secret", () => {
    for (const arn of roleArns) {
      for (const secretId of spellings) assert.ok(!matchesEvent(read(arn, secretId)));
    }
  });

  it("sees every other role, of this account or another, and who has no role", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...spellings),
        fc.stringMatching(/^[a-z-]{1,20}$/),
        (id, name) => {
          const other = role(`${name}-x`);
          assert.ok(matchesEvent(read(other, id)));
          assert.ok(matchesEvent(read(role("task").replace("1111", "4444"), id)));
          assert.ok(matchesEvent(read(undefined, id)));
        },
      ),
    );
  });

  it("leaves the secrets of other services and stacks to theirs", () => {
    for (const secretId of [
      "agent-runtime/dev/axon/model-key",
      "agent-runtime/prod/orbit/api-token",
    ])
      assert.ok(!matchesEvent(read(role("other"), secretId)), secretId);
  });

  it("LOG-86 stays within 1,024 characters for the longest names of roles", () => {
    // 64 characters of a role's name, and a path of as many as a project and a stack in front of it can have.
    const longest = `arn:aws-us-gov:iam::111122223333:role/${"p".repeat(40)}/${"s".repeat(16)}/${"r".repeat(64)}`;
    const { pattern } = foreignRead({
      service: "s",
      namePrefix: `${"p".repeat(40)}/${"s".repeat(16)}/${"v".repeat(40)}/`,
      roleArns: [longest, longest, longest],
    });
    assert.ok(pattern.length <= 1024, String(pattern.length));
  });
});
