import assert from "node:assert/strict";
import { answerInvoke, unansweredInvoke } from "../../../preview/engine/invokes";

const sources = (region: string) => ({
  definition: {
    directory: "/",
    project: "p",
    stack: "dev",
    main: ".",
    tsconfig: undefined,
    typescript: true,
    config: {
      "aws:region": region,
      "aws:allowedAccountIds": '["111122223333"]',
      "p:zones": `["${region}b","${region}a"]`,
    },
    secretKeys: [],
  },
  answers: {},
});
const answer = (token: string, region = "eu-west-1", args = {}) =>
  answerInvoke(token, args, sources(region));

describe("answerInvoke", () => {
  it("takes account, Region and partition from configuration", () => {
    assert.equal(
      answer("aws:index/getCallerIdentity:getCallerIdentity")?.["accountId"],
      "111122223333",
    );
    assert.equal(answer("aws:index/getRegion:getRegion")?.["region"], "eu-west-1");
    for (const [region, partition] of [
      ["eu-west-1", "aws"],
      ["cn-north-1", "aws-cn"],
      ["us-gov-west-1", "aws-us-gov"],
    ] as const) {
      assert.equal(answer("aws:index/getPartition:getPartition", region)?.["partition"], partition);
    }
  });

  it("takes zones from configuration, sorted, and three of the Region where there are none", () => {
    const token = "aws:index/getAvailabilityZones:getAvailabilityZones";
    assert.deepEqual(answer(token)?.["names"], ["eu-west-1a", "eu-west-1b"]);
    const { definition } = sources("eu-west-1");
    const bare = {
      answers: {},
      definition: { ...definition, config: { "aws:region": "eu-west-1" } },
    };
    assert.deepEqual(answerInvoke(token, {}, bare)?.["names"], [
      "eu-west-1a",
      "eu-west-1b",
      "eu-west-1c",
    ]);
  });

  it("gives a prefix list an id of its own for each name, always the same", () => {
    const id = (name: string) =>
      answer("aws:ec2/getManagedPrefixList:getManagedPrefixList", "eu-west-1", { name })?.["id"];
    assert.equal(id("a"), id("a"));
    assert.notEqual(id("a"), id("b"));
  });

  it("lets a supplied answer win", () => {
    const token = "aws:index/getRegion:getRegion";
    const supplied = { ...sources("eu-west-1"), answers: { [token]: { region: "mars" } } };
    assert.deepEqual(answerInvoke(token, {}, supplied), { region: "mars" });
  });

  it("knows no other invoke, and says how to answer it", () => {
    assert.equal(answer("aws:ec2/getAmi:getAmi"), undefined);
    assert.match(unansweredInvoke("aws:ec2/getAmi:getAmi"), /aws:ec2\/getAmi:getAmi.*--answers/);
  });
});
