import assert from "node:assert/strict";
import fc from "fast-check";
import { catalog } from "../../../policy-pack/catalog";
import { coverageOf, foreignIn, typesCovered } from "../../../policy-pack/coverage/coverage";
import { resource } from "../../support/policy-pack/resources";

const queueRule = { applies: ["aws:sqs/queue:Queue"] };
const everything = { applies: ["*"] };
const named = (type: string, name: string) => resource(type, {}, { name });

describe("coverageOf", () => {
  it("POL-53 counts every resource once: judged, not covered or not applicable", () => {
    const component = named("demo:index:Component", "component");
    const resources = [
      named("pulumi:pulumi:Stack", "stack"),
      named("pulumi:providers:aws", "default"),
      component,
      resource("aws:sqs/queue:Queue", {}, { name: "jobs", parent: component }),
      named("aws:sns/topic:Topic", "news"),
      named("aws:new/thing:Thing", "thing"),
      named("aws:cloudformation/stack:Stack", "template"),
      named("aws:cloudwatch/metricAlarm:MetricAlarm", "alarm"),
      named("aws-native:s3:Bucket", "native"),
    ];
    assert.deepEqual(
      coverageOf([queueRule, everything, { applies: ["aws:kms/key:Key"] }], resources),
      {
        seen: 9,
        judged: 1,
        notCovered: 4,
        notApplicable: 4,
        rulesRun: 2,
      },
    );
  });

  it("POL-53 counts a template as not covered even when a rule names its type", () => {
    const type = "aws:cloudformation/stack:Stack";
    const counts = coverageOf([{ applies: [type] }], [named(type, "template")]);
    assert.deepEqual([counts.judged, counts.notCovered], [0, 1]);
  });

  it("runs no rule on nothing", () => {
    assert.deepEqual(coverageOf([queueRule, everything], []), {
      seen: 0,
      judged: 0,
      notCovered: 0,
      notApplicable: 0,
      rulesRun: 0,
    });
  });

  it("adds up, whatever the stack", () => {
    const types = [
      "aws:sqs/queue:Queue",
      "aws:new/thing:Thing",
      "aws:cloudwatch/dashboard:Dashboard",
      "demo:index:Component",
      "kubernetes:core/v1:Pod",
      "pulumi-nodejs:dynamic:Resource",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...types)), (chosen) => {
        const resources = chosen.map((type, index) => named(type, String(index)));
        const { seen, judged, notCovered, notApplicable } = coverageOf(catalog, resources);
        assert.equal(seen, chosen.length);
        assert.equal(judged + notCovered + notApplicable, seen);
      }),
    );
  });
});

describe("typesCovered", () => {
  it("takes a rule for every type to cover none in particular", () => {
    assert.deepEqual([...typesCovered([queueRule, everything])], ["aws:sqs/queue:Queue"]);
  });
});

describe("foreignIn", () => {
  const isForeign = (type: string, ...others: readonly string[]) =>
    foreignIn([type, ...others].map((each, index) => named(each, String(index)))).size === 1;

  it("knows a foreign resource by its package, its module, or its provider in the stack", () => {
    assert.ok(isForeign("aws-native:s3:Bucket"));
    assert.ok(isForeign("random:index/randomPassword:RandomPassword"));
    assert.ok(isForeign("docker-build:index:Image", "pulumi:providers:docker-build"));
    assert.ok(isForeign("pulumi-python:dynamic:Resource"));
  });

  it("takes the program's own types for components, and AWS's and Pulumi's for known", () => {
    assert.ok(!isForeign("demo:index:Component"));
    assert.ok(!isForeign("aws:sqs/queue:Queue", "pulumi:providers:aws"));
    assert.ok(!isForeign("pulumi:pulumi:StackReference"));
  });

  it("takes whatever has children for a component", () => {
    const parent = named("awsx:ec2:Vpc", "network");
    const child = resource("aws:ec2/vpc:Vpc", {}, { parent });
    assert.deepEqual([...foreignIn([named("pulumi:providers:awsx", "p"), parent, child])], []);
  });
});
