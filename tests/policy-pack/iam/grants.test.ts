import assert from "node:assert/strict";
import fc from "fast-check";
import type { Value } from "../../../policy-pack/engine/value";
import { readDocument } from "../../../policy-pack/iam/document";
import { leaveAnything } from "../../../policy-pack/iam/grants";
import { queue } from "../../support/policy-pack/documents";
import { unknown } from "../../support/policy-pack/resources";

type Parts = Readonly<Record<string, Value>>;

/** Whether statements of one document leave anything allowed. */
function remains(...list: readonly Value[]): boolean {
  const document = readDocument({ Version: "2012-10-17", Statement: list }, "/policy");
  assert.ok(document.kind === "known");
  return leaveAnything(document.statements);
}

const allow = (Action: Value, Resource: Value = "*", rest: Parts = {}): Parts => ({
  Effect: "Allow",
  Action,
  Resource,
  ...rest,
});
const deny = (Action: Value, Resource: Value = "*", rest: Parts = {}): Parts => ({
  ...allow(Action, Resource, rest),
  Effect: "Deny",
});
const excluding = (Effect: "Allow" | "Deny", NotAction: Value): Parts => ({
  Effect,
  NotAction,
  Resource: "*",
});

describe("what statements leave allowed", () => {
  it("POL-128 is nothing where a wider denial covers it, in any letter case", () => {
    assert.ok(remains(allow("sqs:SendMessage", queue)));
    assert.ok(!remains(allow("sqs:SendMessage", queue), deny("SQS:s*")));
    assert.ok(remains(allow("sqs:SendMessage", queue), deny("sqs:R*")));
    assert.ok(!remains(deny("sqs:*")));
    assert.ok(!remains());
  });

  it("POL-128 is nothing where several patterns of one denial cover it together", () => {
    const letters = Array.from("abcdefghijklmnopqrstuvwxyz0123456789");
    const each = letters.map((letter) => `sqs:${letter}*`);
    assert.ok(!remains(allow("sqs:?*"), deny(each)));
    assert.ok(remains(allow("sqs:?*"), deny(each.slice(1))));
  });

  it("POL-127 stays where a denial covers only a part of actions or resources", () => {
    assert.ok(remains(allow("s3:*"), deny("s3:*", "arn:aws:s3:::audit/*")));
    assert.ok(remains(allow(["s3:GetObject", "sqs:SendMessage"]), deny("s3:*")));
    assert.ok(remains(allow("s3:*", ["arn:aws:s3:::a", "arn:aws:s3:::b"]), deny("*", "*:a")));
    assert.ok(!remains(allow("s3:*", ["arn:aws:s3:::a", "arn:aws:s3:::b"]), deny("*", "*:?")));
  });

  it("POL-127 stays where a denial has a condition, unless the Allow has it too", () => {
    const region = { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] } };
    const wider = { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-west-2"] } };
    const optional = { StringEqualsIfExists: { "aws:RequestedRegion": ["eu-west-1"] } };
    const empty = { StringEquals: { "aws:RequestedRegion": [] } };
    const all = { "ForAllValues:StringEquals": { "aws:RequestedRegion": ["eu-west-1"] } };
    const conditioned = (own: Parts, other: Parts) =>
      remains(allow("sqs:*", queue, { Condition: own }), deny("sqs:*", "*", { Condition: other }));
    assert.ok(conditioned({}, region));
    assert.ok(!conditioned(region, region));
    assert.ok(!conditioned(region, wider));
    assert.ok(conditioned(wider, region));
    assert.ok(conditioned({ StringLike: { "aws:RequestedRegion": ["eu-west-1"] } }, region));
    assert.ok(conditioned(optional, region));
    assert.ok(!conditioned(region, optional));
    assert.ok(!conditioned(optional, optional));
    assert.ok(conditioned(empty, region));
    assert.ok(conditioned(all, region));
    assert.ok(conditioned(region, all));
    assert.ok(conditioned(region, { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } }));
    assert.ok(conditioned(region, { StringEquals: { "aws:PrincipalAccount": ["eu-west-1"] } }));
    const twice = { ...region, Bool: { "aws:SecureTransport": "false" } };
    assert.ok(conditioned(region, twice));
    assert.ok(!conditioned(twice, region));
  });

  it("POL-127 stays for principals that a denial does not cover", () => {
    const roleA = "arn:aws:iam::111122223333:role/a";
    const roleB = "arn:aws:iam::111122223333:role/b";
    const between = (allowed: Parts, denied: Parts) =>
      remains(allow("sns:Publish", "*", allowed), deny("sns:*", "*", denied));
    const a = { Principal: { AWS: roleA } };
    assert.ok(between({ Principal: "*" }, a));
    assert.ok(!between(a, { Principal: { AWS: [roleA, roleB] } }));
    assert.ok(between({ Principal: { AWS: [roleA, roleB] } }, a));
    assert.ok(!between(a, { Principal: "*" }));
    assert.ok(!between(a, { Principal: { AWS: "*" } }));
    assert.ok(between(a, { NotPrincipal: { AWS: roleB } }));
    assert.ok(between({ NotPrincipal: { AWS: roleA } }, a));
    assert.ok(between({}, a));
    assert.ok(
      between(
        { Principal: { Service: "a.amazonaws.com" } },
        { Principal: { AWS: "a.amazonaws.com" } },
      ),
    );
    assert.ok(between({ Principal: { AWS: unknown } }, { Principal: { AWS: unknown } }));
  });

  it("POL-125 POL-126 is the complement for an Allow by exclusion", () => {
    assert.ok(remains(excluding("Allow", ["iam:*"])));
    assert.ok(!remains(excluding("Allow", ["iam:*", "sqs:*"]), excluding("Deny", "iam:*")));
    assert.ok(remains(excluding("Allow", "iam:*"), excluding("Deny", ["iam:*", "sqs:*"])));
    assert.ok(!remains(allow("sqs:*"), excluding("Deny", "iam:*")));
    assert.ok(remains(allow("iam:*"), excluding("Deny", "iam:*")));
    const others = { Effect: "Allow", Action: "sqs:*", NotResource: [queue] };
    assert.ok(!remains(others, { ...others, Effect: "Deny" }));
    assert.ok(remains(others, deny("sqs:*", `${queue}-*`)));
  });

  it("POL-26 reads what is unknown at its widest in an Allow, and at its narrowest in a Deny", () => {
    assert.ok(remains(allow(unknown), deny("sqs:*")));
    assert.ok(remains(allow("sqs:*", unknown), deny("sqs:*", queue)));
    assert.ok(!remains(allow("sqs:*", unknown), deny("sqs:*")));
    assert.ok(remains(allow("sqs:*"), deny(unknown)));
    assert.ok(remains(allow("sqs:*"), deny("sqs:*", unknown)));
    assert.ok(remains(allow("sqs:*"), excluding("Deny", [unknown])));
    assert.ok(remains(allow("sqs:*"), { ...deny("*"), Condition: unknown }));
    assert.ok(remains(allow("sqs:*"), unknown));
    assert.ok(remains(excluding("Allow", [unknown])));
    assert.ok(remains(unknown, deny("*")));
  });

  it("POL-69 knows a declared reference by itself, and by nothing narrower than everything", () => {
    const list = allow("kms:Decrypt", [{ ref: "key" }, { ref: "table", suffix: "/index/*" }]);
    assert.ok(!remains(list, deny("kms:*")));
    assert.ok(
      !remains(list, deny("kms:*", [{ ref: "key" }, { ref: "table", suffix: "/index/*" }])),
    );
    assert.ok(remains(list, deny("kms:*", [{ ref: "key" }])));
    assert.ok(remains(list, deny("kms:*", [{ ref: "key" }, { ref: "table" }])));
    assert.ok(remains(list, deny("kms:*", "arn:*")));
  });

  it("reads a statement without resource as one about the resource that carries it", () => {
    const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" };
    assert.ok(remains(trust));
    assert.ok(!remains(trust, { ...trust, Effect: "Deny" }));
  });

  it("POL-453 is nothing only where an explicit denial meets every request that is allowed", () => {
    const requests = ["a:x", "a:y", "b:x"].flatMap((action) =>
      ["r", "s", "rs"].map((on) => ({ action, on })),
    );
    const action = fc.constantFrom("a:x", "a:y", "b:x", "a:*", "*", "?:x");
    const resource = fc.constantFrom("r", "s", "*", "r?", "?");
    const statement = fc.record({
      Effect: fc.constantFrom("Allow", "Deny"),
      element: fc.constantFrom("Action", "NotAction"),
      actions: fc.array(action, { minLength: 1, maxLength: 2 }),
      Resource: fc.array(resource, { minLength: 1, maxLength: 2 }),
    });
    const matches = (pattern: string, text: string) =>
      new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
    let nothing = 0;
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 4 }), (list) => {
        const parts = list.map(({ Effect, element, actions, Resource }) => ({
          Effect,
          [element]: actions,
          Resource,
        }));
        if (remains(...parts)) return;
        nothing += 1;
        for (const { action: asked, on } of requests) {
          const applies = list.filter(
            ({ element, actions, Resource }) =>
              actions.some((pattern) => matches(pattern, asked)) === (element === "Action") &&
              Resource.some((pattern) => matches(pattern, on)),
          );
          const isDenied = applies.some(({ Effect }) => Effect === "Deny");
          assert.ok(isDenied || applies.length === 0, JSON.stringify([list, asked, on]));
        }
      }),
      { numRuns: 1000 },
    );
    assert.ok(nothing > 50, "most runs showed nothing");
  });
});
