import assert from "node:assert/strict";
import { answer } from "../../../policy-pack/authorization/verdicts";
import { wiringQuestions } from "../../../policy-pack/authorization/wiring";
import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Value } from "../../../policy-pack/engine/value";
import {
  documentOf,
  roleArn,
  role as roleNamed,
  rolePolicy,
  type StatementValue,
} from "../../support/policy-pack/identities";
import { worldOf } from "../../support/policy-pack/planned-estate";
import { resource, unknown } from "../../support/policy-pack/resources";

const account = "111122223333";
const arnOf = (service: string, name: string) => `arn:aws:${service}:us-east-1:${account}:${name}`;
const provider = resource("pulumi:providers:aws", {
  region: "us-east-1",
  allowedAccountIds: JSON.stringify([account]),
});
const rule = resource("aws:cloudwatch/eventRule:EventRule", { name: "tick" }, { name: "tick" });
const lambda = resource("aws:lambda/function:Function", { name: "work" }, { name: "work" });
const alias = resource(
  "aws:lambda/alias:Alias",
  { name: "live", functionName: "work" },
  { name: "work-live" },
);
const queue = resource("aws:sqs/queue:Queue", { name: "lost" }, { name: "lost" });
const live = arnOf("lambda", "function:work:live");
const lost = arnOf("sqs", "lost");

const trusting = (service: string) =>
  roleNamed("sender", {
    assumeRolePolicy: documentOf({
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": account } },
    }),
  });

interface Setting {
  readonly sender: StackResource;
  readonly grants: readonly StatementValue[];
}

/** What nobody is allowed, of what a stack has AWS do. */
function refused(resources: readonly StackResource[], { sender, grants }: Setting) {
  const own = grants.length === 0 ? [] : [rolePolicy(sender, documentOf(...grants))];
  const world = worldOf([provider, rule, lambda, alias, queue, sender, ...own, ...resources]);
  return wiringQuestions(world.stack, world.context)
    .map((question) => answer(world, question))
    .filter(({ decision }) => decision.outcome !== "allowed")
    .map(({ who, request }) => {
      const { action = "", resource: of, suffix = "" } = request ?? {};
      return `${who} ${action} ${of?.name ?? ""}${suffix}`;
    })
    .sort();
}

const target = (properties: Readonly<Record<string, Value>>) =>
  resource(
    "aws:cloudwatch/eventTarget:EventTarget",
    { rule: "tick", arn: live, roleArn: roleArn("sender"), ...properties },
    { name: "target", refersTo: { rule } },
  );

const schedule = (properties: Readonly<Record<string, Value>>) =>
  resource("aws:scheduler/schedule:Schedule", {
    target: { arn: live, roleArn: roleArn("sender"), ...properties },
  });

const invoke = (Resource: string) => ({ Action: "lambda:InvokeFunction", Resource });
const send = { Action: "sqs:SendMessage", Resource: lost };

describe("targetCalls", () => {
  it("KMS-70 has the role of a rule's target taken on, and invoke the alias that it names", () => {
    const sender = trusting("events.amazonaws.com");
    assert.deepEqual(refused([target({})], { sender, grants: [invoke(live)] }), []);
    assert.deepEqual(refused([target({})], { sender, grants: [] }), [
      "sender lambda:InvokeFunction work:live",
    ]);
    const elsewhere = arnOf("lambda", "function:work:next");
    assert.deepEqual(refused([target({})], { sender, grants: [invoke(elsewhere)] }), [
      "sender lambda:InvokeFunction work:live",
    ]);
    assert.deepEqual(
      refused([target({})], { sender: trusting("ecs.amazonaws.com"), grants: [invoke(live)] }),
      ["events.amazonaws.com sts:AssumeRole sender"],
    );
  });

  it("KMS-70 has EventBridge itself, not the role, send what it cannot deliver", () => {
    const sender = trusting("events.amazonaws.com");
    const resources = [target({ deadLetterConfig: lost })];
    const withQueue = target({ deadLetterConfig: { arn: lost } });
    const depending = {
      ...withQueue,
      propertyDependencies: { ...withQueue.propertyDependencies, deadLetterConfig: [queue.urn] },
    };
    for (const each of [...resources, depending]) {
      assert.deepEqual(refused([each], { sender, grants: [invoke(live), send] }), [
        "events.amazonaws.com sqs:SendMessage lost",
      ]);
    }
  });

  it("KMS-70 has the role of a schedule taken on, invoke the alias and send what fails", () => {
    const sender = trusting("scheduler.amazonaws.com");
    const lossless = schedule({ deadLetterConfig: { arn: lost } });
    assert.deepEqual(refused([lossless], { sender, grants: [invoke(live), send] }), []);
    assert.deepEqual(refused([lossless], { sender, grants: [send] }), [
      "sender lambda:InvokeFunction work:live",
    ]);
    assert.deepEqual(refused([lossless], { sender, grants: [invoke(live)] }), [
      "sender sqs:SendMessage lost",
    ]);
    assert.deepEqual(
      refused([schedule({})], {
        sender: trusting("events.amazonaws.com"),
        grants: [invoke(live)],
      }),
      ["scheduler.amazonaws.com sts:AssumeRole sender"],
    );
  });

  it("KMS-70 finds role and alias of a schedule by what it depends on", () => {
    const sender = trusting("scheduler.amazonaws.com");
    const planned = {
      ...schedule({ arn: unknown, roleArn: unknown }),
      propertyDependencies: { target: [lambda.urn, alias.urn, queue.urn, sender.urn] },
    };
    assert.deepEqual(refused([planned], { sender, grants: [] }), [
      "sender lambda:InvokeFunction work-live",
      "sender sqs:SendMessage lost",
    ]);
  });
});
