import assert from "node:assert/strict";
import fc from "fast-check";
import type { Value } from "../../../policy-pack/engine/value";
import type { Document } from "../../../policy-pack/iam/document";
import { readDocument } from "../../../policy-pack/iam/document";
import {
  answering,
  decide,
  grantsOf,
  referenceText,
  statementsOf,
} from "../../../policy-pack/iam/grants";
import { queue } from "../../support/policy-pack/documents";
import { unknown } from "../../support/policy-pack/resources";

type Parts = Readonly<Record<string, Value>>;
const documentOf = (...list: readonly Parts[]): Document =>
  readDocument({ Version: "2012-10-17", Statement: list }, "/policy");
const allow = (Action: Value, Resource: Value = "*", rest: Parts = {}): Parts => ({
  Effect: "Allow",
  Action,
  Resource,
  ...rest,
});
const deny = (Action: Value, Resource: Value = "*", rest: Parts = {}): Parts => ({
  Effect: "Deny",
  Action,
  Resource,
  ...rest,
});
const answer = (
  list: readonly Parts[],
  action = "sqs:SendMessage",
  resource: string | readonly string[] = queue,
) => decide([documentOf(...list)], { action, resource });

const texts = (document: Document) =>
  grantsOf([document]).map(({ action, resource }) =>
    [action, resource]
      .map((side) => (side.kind === "pattern" ? side.text : side.kind))
      .join(" on "),
  );

describe("what statements allow", () => {
  it("POL-128 is nothing where a wider denial covers it", () => {
    assert.equal(answer([allow("sqs:SendMessage", queue), deny("sqs:S*")]), "denied");
    assert.deepEqual(texts(documentOf(allow("sqs:SendMessage", queue), deny("SQS:s*"))), []);
    assert.equal(answer([allow("sqs:SendMessage", queue), deny("sqs:R*")]), "allowed");
  });

  it("POL-127 stays where a denial covers only a part of actions or resources", () => {
    const document = documentOf(allow("s3:*"), deny("s3:*", "arn:aws:s3:::audit/*"));
    assert.deepEqual(texts(document), ["s3:* on *"]);
    const ask = (resource: string) => decide([document], { action: "s3:GetObject", resource });
    assert.equal(ask("arn:aws:s3:::audit/a"), "denied");
    assert.equal(ask("arn:aws:s3:::orders/a"), "allowed");
    assert.equal(ask("arn:aws:s3:::*"), "allowed");
  });

  it("POL-127 stays where a denial has a condition, unless the Allow has it too", () => {
    const region = { StringEquals: { "aws:RequestedRegion": ["eu-west-1"] } };
    const wider = { StringEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-west-2"] } };
    const conditioned = (own: Parts, other: Parts) =>
      answer([allow("sqs:*", queue, { Condition: own }), deny("sqs:*", "*", { Condition: other })]);
    assert.equal(conditioned({}, region), "allowed");
    assert.equal(conditioned(region, region), "denied");
    assert.equal(conditioned(region, wider), "denied");
    assert.equal(conditioned(wider, region), "allowed");
    assert.equal(
      conditioned({ StringLike: { "aws:RequestedRegion": ["eu-west-1"] } }, region),
      "allowed",
    );
    assert.equal(
      conditioned({ StringEqualsIfExists: { "aws:RequestedRegion": ["eu-west-1"] } }, region),
      "allowed",
    );
    assert.equal(
      conditioned(region, { StringEqualsIfExists: { "aws:RequestedRegion": ["eu-west-1"] } }),
      "denied",
    );
    assert.equal(
      conditioned(region, { StringNotEquals: { "aws:RequestedRegion": ["eu-west-1"] } }),
      "allowed",
    );
    const twice = { ...region, Bool: { "aws:SecureTransport": "false" } };
    assert.equal(conditioned(region, twice), "allowed");
    assert.equal(conditioned(twice, region), "denied");
  });

  it("POL-127 stays for principals that a denial does not cover", () => {
    const roleA = "arn:aws:iam::111122223333:role/a";
    const roleB = "arn:aws:iam::111122223333:role/b";
    const between = (allowed: Value, denied: Parts) => [
      documentOf(allow("sns:Publish", "*", { Principal: allowed }), deny("sns:*", "*", denied)),
    ];
    const count = (allowed: Value, denied: Parts) => grantsOf(between(allowed, denied)).length;
    assert.equal(count("*", { Principal: { AWS: roleA } }), 1);
    assert.equal(count({ AWS: roleA }, { Principal: { AWS: [roleA, roleB] } }), 0);
    assert.equal(count({ AWS: [roleA, roleB] }, { Principal: { AWS: roleA } }), 1);
    assert.equal(count({ AWS: roleA }, { Principal: "*" }), 0);
    assert.equal(count({ AWS: roleA }, { Principal: { AWS: "*" } }), 0);
    assert.equal(count({ AWS: roleA }, { NotPrincipal: { AWS: roleB } }), 1);
    assert.equal(
      count({ Service: "a.amazonaws.com" }, { Principal: { AWS: "a.amazonaws.com" } }),
      1,
    );
  });

  it("POL-125 is the complement for an Allow by exclusion, with misspelt entries excluding nothing", () => {
    const list = [{ Effect: "Allow", NotAction: ["iam:*", "sqs:SendMesage"], Resource: "*" }];
    assert.equal(answer(list, "iam:PassRole"), "denied");
    assert.equal(answer(list, "SQS:SendMessage"), "allowed");
    assert.equal(answer(list, "iam*"), "allowed");
    assert.equal(
      answer([...list, { Effect: "Deny", NotAction: "iam:*", Resource: "*" }]),
      "denied",
    );
  });

  it("POL-126 is the complement for resources too", () => {
    const list = [{ Effect: "Allow", Action: "sqs:*", NotResource: [queue] }];
    assert.equal(answer(list), "denied");
    assert.equal(answer(list, "sqs:SendMessage", `${queue}-2`), "allowed");
    assert.equal(answer(list, "sqs:SendMessage", `${queue}*`), "allowed");
  });

  it("POL-26 reads what is unknown at its widest in an Allow, and at its narrowest in a Deny", () => {
    assert.equal(answer([allow(unknown)]), "undecided");
    assert.equal(answer([allow("sqs:*", unknown)]), "undecided");
    assert.equal(answer([allow("sns:*", unknown)]), "denied");
    assert.equal(answer([allow("sqs:*"), deny(unknown)]), "allowed");
    assert.equal(answer([allow("sqs:*"), deny("sqs:*", unknown)]), "allowed");
    assert.equal(
      answer([allow("sqs:*"), { Effect: "Deny", NotAction: [unknown], Resource: "*" }]),
      "allowed",
    );
    assert.equal(answer([allow("sqs:*"), { ...deny("*"), Condition: unknown }]), "allowed");
    assert.equal(answer([{ Effect: "Allow", NotAction: [unknown], Resource: "*" }]), "allowed");
    assert.equal(
      decide([readDocument(unknown, "/p")], { action: "a:B", resource: "*" }),
      "undecided",
    );
    assert.equal(
      decide([readDocument({ Statement: [unknown] }, "/p")], { action: "a:B", resource: "*" }),
      "undecided",
    );
    assert.equal(decide([], { action: "a:B", resource: "*" }), "denied");
  });

  it("POL-69 knows a resource by its reference as well as by its ARN", () => {
    const list = [allow("kms:Decrypt", [{ ref: "key" }, { ref: "table", suffix: "/index/*" }])];
    const names = [queue, referenceText("key")];
    assert.equal(answer(list, "kms:Decrypt", names), "allowed");
    assert.equal(answer(list, "kms:Decrypt", queue), "denied");
    assert.equal(answer(list, "kms:Decrypt", referenceText("other")), "denied");
    assert.equal(answer(list, "kms:Decrypt", referenceText("table", "/index/*")), "allowed");
    assert.equal(answer([allow("kms:*")], "kms:Decrypt", referenceText("key")), "allowed");
    assert.equal(
      answer([...list, deny("kms:*", [{ ref: "key" }])], "kms:Decrypt", names),
      "denied",
    );
  });

  it("asks for the principal where a document names some", () => {
    const document = documentOf(
      allow("sns:Publish", "*", {
        Principal: { AWS: ["arn:aws:iam::111122223333:root", unknown] },
      }),
    );
    const by = (principal: string) =>
      decide([document], { action: "sns:Publish", resource: "*", principal });
    assert.equal(by("arn:aws:iam::111122223333:role/a"), "allowed");
    assert.equal(by("arn:aws:iam::444455556666:role/a"), "undecided");
    const other = documentOf(allow("sns:Publish", "*", { NotPrincipal: { AWS: "444455556666" } }));
    const ask = (principal: string) =>
      decide([other], { action: "sns:Publish", resource: "*", principal });
    assert.equal(ask("arn:aws:iam::444455556666:role/a"), "denied");
    assert.equal(ask("arn:aws:iam::111122223333:role/a"), "allowed");
  });

  it("names the statements that answer", () => {
    const document = documentOf(allow("sns:*"), allow("sqs:*"), allow("sqs:SendMessage", unknown));
    const found = answering(statementsOf([document]), {
      action: "sqs:sendmessage",
      resource: queue,
    });
    assert.deepEqual(
      found.map(({ grant, certain }) => [grant.statement.path, certain]),
      [
        ["/policy/Statement/1", true],
        ["/policy/Statement/2", false],
      ],
    );
  });

  it("reads a statement without resource as one about the resource that carries it", () => {
    const trust = documentOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" });
    assert.deepEqual(texts(trust), ["sts:assumerole on *"]);
  });

  it("POL-453 never grows by a Deny, and never shrinks by an Allow", () => {
    const action = fc.constantFrom("a:x", "a:y", "b:x", "a:*", "*", "?:x");
    const resource = fc.constantFrom("r", "s", "*", "r?", "?");
    const statement = fc.record({
      Effect: fc.constantFrom("Allow", "Deny"),
      Action: fc.array(action, { minLength: 1, maxLength: 2 }),
      Resource: fc.array(resource, { minLength: 1, maxLength: 2 }),
    });
    const holds = (list: readonly Parts[]) =>
      ["a:x", "a:y", "b:x", "b:y"].flatMap((asked) =>
        ["r", "s", "rs"].map((on) => answer(list, asked, on) === "allowed"),
      );
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 3 }), statement, (list, more) => {
        const before = holds(list);
        const after = holds([...list, more]);
        const isRight = before.every((held, at) => {
          const now = after[at] === true;
          return more.Effect === "Deny" ? held || !now : now || !held;
        });
        assert.ok(isRight, JSON.stringify([list, more]));
      }),
    );
  });

  it("POL-453 answers exact questions as AWS evaluates: an explicit denial wins, then an allowance", () => {
    const names = ["a:x", "a:y", "b:x"];
    const action = fc.constantFrom(...names, "a:*", "*", "?:x");
    const statement = fc.record({
      Effect: fc.constantFrom("Allow", "Deny"),
      element: fc.constantFrom("Action", "NotAction"),
      actions: fc.array(action, { minLength: 1, maxLength: 2 }),
    });
    const matches = (pattern: string, text: string) =>
      new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
    fc.assert(
      fc.property(
        fc.array(statement, { maxLength: 4 }),
        fc.constantFrom(...names),
        (list, asked) => {
          const applies = list.filter(
            ({ element, actions }) =>
              actions.some((pattern) => matches(pattern, asked)) === (element === "Action"),
          );
          const isDenied = applies.some(({ Effect }) => Effect === "Deny");
          const isAllowed = applies.some(({ Effect }) => Effect === "Allow");
          const parts = list.map(({ Effect, element, actions }) => ({
            Effect,
            [element]: actions,
            Resource: "*",
          }));
          assert.equal(answer(parts, asked), isAllowed && !isDenied ? "allowed" : "denied");
        },
      ),
      { numRuns: 500 },
    );
  });
});
